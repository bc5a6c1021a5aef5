namespace Davit.Oci;

/// <summary>The grammar of distribution/reference, by hand: no regular expressions on the client's start-up path.</summary>
internal static class ReferenceParser
{
    private const string Invalid = "invalid reference format";

    /// <summary>The error in docker's words, or null.</summary>
    internal static string? Parse(string text, out Reference? reference)
    {
        reference = null;
        if (text.Length == 0)
        {
            return Invalid;
        }

        if (text.Length == 64 && text.All(char.IsAsciiHexDigitLower))
        {
            return $"invalid repository name ({text}), cannot specify 64-byte hexadecimal strings";
        }

        var (domain, remainder) = Reference.SplitDomain(text);
        var colon = remainder.IndexOf(':', StringComparison.Ordinal);
        var remoteName = colon < 0 ? remainder : remainder[..colon];
        if (remoteName.Any(char.IsUpper))
        {
            return $"{Invalid}: repository name ({remoteName}) must be lowercase";
        }

        return ParseParts(domain, remainder, out reference);
    }

    internal static bool IsTag(ReadOnlySpan<char> tag)
    {
        if (tag.Length is 0 or > 128 || !IsWord(tag[0]))
        {
            return false;
        }

        foreach (var c in tag)
        {
            if (!IsWord(c) && c is not ('.' or '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static string? ParseParts(string domain, string remainder, out Reference? reference)
    {
        reference = null;
        Digest? digest = null;
        if (remainder.IndexOf('@', StringComparison.Ordinal) is >= 0 and var at)
        {
            if (DigestError(remainder[(at + 1)..], out var parsed) is { } error)
            {
                return error;
            }

            digest = parsed;
            remainder = remainder[..at];
        }

        string? tag = null;
        if (remainder.IndexOf(':', StringComparison.Ordinal) is >= 0 and var colon)
        {
            tag = remainder[(colon + 1)..];
            remainder = remainder[..colon];
            if (!IsTag(tag))
            {
                return Invalid;
            }
        }

        if (!IsDomain(domain) || !remainder.Split('/').All(IsPathComponent))
        {
            return Invalid;
        }

        reference = new Reference { Domain = domain, Path = remainder, Tag = tag, Digest = digest };
        if (Reference.IsTooLong(reference.Name))
        {
            reference = null;
            return "repository name must not be more than 255 characters";
        }

        return null;
    }

    private static string? DigestError(string text, out Digest digest)
    {
        if (Digest.TryParse(text, out digest))
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0 || text.Length - colon - 1 < 32 || !text.AsSpan(colon + 1).ToString().All(char.IsAsciiHexDigit))
        {
            return Invalid;
        }

        return text.StartsWith("sha256:", StringComparison.Ordinal) && text.Length != 71
            ? "invalid checksum digest length"
            : text.StartsWith("sha256:", StringComparison.Ordinal) ? "invalid checksum digest format" : "unsupported digest algorithm";
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool IsDomain(string domain)
    {
        var host = domain;
        var portAt = domain.LastIndexOf(':');
        if (portAt >= 0 && !domain.EndsWith(']'))
        {
            var port = domain[(portAt + 1)..];
            if (port.Length == 0 || !port.All(char.IsAsciiDigit))
            {
                return false;
            }

            host = domain[..portAt];
        }

        if (host is ['[', .. var inner, ']'])
        {
            return inner.Length > 0 && inner.All(c => char.IsAsciiHexDigit(c) || c == ':');
        }

        return host.Split('.').All(part => part.Length > 0
            && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-')
            && part[0] != '-' && part[^1] != '-');
    }

    /// <summary>Runs of [a-z0-9] joined by one of: a dot, one or two underscores, any number of hyphens.</summary>
    private static bool IsPathComponent(string component)
    {
        var i = 0;
        while (true)
        {
            var start = i;
            while (i < component.Length && (char.IsAsciiLetterLower(component[i]) || char.IsAsciiDigit(component[i])))
            {
                i++;
            }

            if (i == start)
            {
                return false;
            }

            if (i == component.Length)
            {
                return true;
            }

            var separator = component[i];
            var runStart = i;
            while (i < component.Length && component[i] == separator)
            {
                i++;
            }

            var run = i - runStart;
            if (!(separator == '-' || (separator == '.' && run == 1) || (separator == '_' && run <= 2)))
            {
                return false;
            }
        }
    }
}
