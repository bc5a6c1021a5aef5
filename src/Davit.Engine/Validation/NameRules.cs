namespace Davit.Engine.Validation;

/// <summary>Names of containers and volumes: docker's <c>[a-zA-Z0-9][a-zA-Z0-9_.-]+</c>.</summary>
internal static class NameRules
{
    public static bool IsValid(string name)
    {
        if (name.Length < 2 || !char.IsAsciiLetterOrDigit(name[0]))
        {
            return false;
        }

        foreach (var c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('_' or '.' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The name without the slash that the API allows before it.</summary>
    /// <exception cref="EngineException">It is not a name.</exception>
    public static string Parse(string name)
    {
        var bare = name.StartsWith('/') ? name[1..] : name;
        return IsValid(bare)
            ? bare
            : throw EngineException.Invalid($"Invalid container name ({name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed");
    }
}
