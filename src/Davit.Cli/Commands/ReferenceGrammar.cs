namespace Davit.Cli.Commands;

/// <summary>The parts of an image's name, as the grammar of distribution's references has them. Null is an absent part.</summary>
internal static class ReferenceGrammar
{
    private const int LongestTag = 128;
    private const int ShortestHash = 32;

    public static bool IsDomain(string text)
    {
        var (host, port) = SplitPort(text);
        var isAddress = host is ['[', .. var inner, ']'] && inner.Length > 0 && inner.All(letter => char.IsAsciiHexDigit(letter) || letter == ':');
        return (isAddress || host.Split('.').All(IsHostPart)) && (port is null || (port.Length > 0 && port.All(char.IsAsciiDigit)));
    }

    public static bool IsPath(string text) => text.Split('/').All(IsPathPart);

    public static bool IsTag(string? text) => text is null
        || (text.Length is > 0 and <= LongestTag && IsWord(text[0]) && text.All(letter => IsWord(letter) || letter is '.' or '-'));

    public static bool IsDigest(string? text)
    {
        if (text is null)
        {
            return true;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && char.IsAsciiLetter(text[0]) && text[..colon].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '+' or '.')
            && text.Length - colon - 1 >= ShortestHash && text[(colon + 1)..].All(char.IsAsciiHexDigit)
            && (!text.StartsWith("sha256:", StringComparison.Ordinal) || text.Length == 71);
    }

    private static (string Host, string? Port) SplitPort(string text)
    {
        var colon = text.LastIndexOf(':');
        return colon < 0 || text.IndexOf(']', colon) >= 0 ? (text, null) : (text[..colon], text[(colon + 1)..]);
    }

    private static bool IsHostPart(string text) => text.Length > 0 && char.IsAsciiLetterOrDigit(text[0]) && char.IsAsciiLetterOrDigit(text[^1])
        && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');

    /// <summary>Runs of small letters and digits with one separator between two of them: a dot, one or two underscores, or dashes.</summary>
    private static bool IsPathPart(string text)
    {
        if (text.Length == 0 || !IsPlain(text[0]) || !IsPlain(text[^1]))
        {
            return false;
        }

        for (var index = 0; index < text.Length; index++)
        {
            var start = index;
            while (!IsPlain(text[index]))
            {
                index++;
            }

            if (index > start && text[start..index] is not ("." or "_" or "__") && text[start..index].Any(letter => letter != '-'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsPlain(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter);

    private static bool IsWord(char letter) => char.IsAsciiLetterOrDigit(letter) || letter == '_';
}
