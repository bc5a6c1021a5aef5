using Davit.Oci;

namespace Davit.Engine.Images;

/// <summary>Names of images as requests have them: in one text, or with the tag apart.</summary>
internal static class ImageReferences
{
    /// <exception cref="EngineException">It is malformed.</exception>
    public static Reference Parse(string name, string tag)
    {
        try
        {
            // A colon at the end is how old clients say "all tags".
            var reference = Reference.Parse(name.TrimEnd(':'));
            if (tag.Length == 0)
            {
                return reference;
            }

            if (Digest.TryParse(tag, out var digest))
            {
                return reference with { Tag = null, Digest = digest };
            }

            return Reference.IsTag(tag) ? reference with { Tag = tag, Digest = null } : throw EngineException.Invalid("invalid tag format");
        }
        catch (FormatException failure)
        {
            throw EngineException.Invalid(failure.Message, failure);
        }
    }
}
