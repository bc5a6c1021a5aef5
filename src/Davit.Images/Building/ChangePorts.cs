using System.Globalization;

namespace Davit.Images.Building;

/// <summary>EXPOSE: <c>80</c>, <c>80/udp</c>, <c>8000-8010</c>.</summary>
internal static class ChangePorts
{
    public static IEnumerable<string> Parse(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        var range = (slash < 0 ? text : text[..slash]).Split('-');
        if (protocol is not ("tcp" or "udp" or "sctp") || range.Length > 2)
        {
            throw ImageErrors.Parameter($"invalid proto or port in EXPOSE: {text}");
        }

        var first = Number(range[0], text);
        var last = Number(range[^1], text);
        if (last < first)
        {
            throw ImageErrors.Parameter($"invalid range specified for port: {text}");
        }

        return Enumerable.Range(first, last - first + 1).Select(port => string.Create(CultureInfo.InvariantCulture, $"{port}/{protocol}"));
    }

    private static int Number(string digits, string text) => ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port)
        ? port
        : throw ImageErrors.Parameter($"invalid containerPort: {text}");
}
