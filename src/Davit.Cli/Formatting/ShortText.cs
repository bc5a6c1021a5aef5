using System.Text.Json;

namespace Davit.Cli.Formatting;

/// <summary>Abbreviations that lists use.</summary>
internal static class ShortText
{
    private const int ShortId = 12;

    /// <summary>Twelve digits of an id, without its algorithm.</summary>
    public static string Id(string id, bool truncate)
    {
        if (!truncate)
        {
            return id;
        }

        var colon = id.IndexOf(':', StringComparison.Ordinal);
        var digits = colon < 0 ? id : id[(colon + 1)..];
        return digits.Length > ShortId ? digits[..ShortId] : digits;
    }

    /// <summary>At most <paramref name="width"/> characters, the last an ellipsis where some are missing.</summary>
    public static string Ellipsis(string text, int width)
    {
        if (text.Length <= width)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[width - 2]) ? width - 2 : width - 1;
        return text[..end] + "…";
    }

    public static string Ago(TimeSpan age) => HumanDuration.Write(age) + " ago";

    /// <summary><c>a=b,c=d</c>, sorted.</summary>
    public static string Pairs(IEnumerable<JsonProperty> pairs) =>
        string.Join(',', pairs.Select(pair => $"{pair.Name}={pair.Value}").Order(StringComparer.Ordinal));
}
