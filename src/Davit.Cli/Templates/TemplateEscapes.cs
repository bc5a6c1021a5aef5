using System.Globalization;
using System.Text;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Templates;

/// <summary>text/template's html and js.</summary>
internal static class TemplateEscapes
{
    public static string Html(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&#34;", StringComparison.Ordinal).Replace("'", "&#39;", StringComparison.Ordinal);

    public static string Script(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '\\' or '\'' or '"' => escaped.Append('\\').Append((char)rune.Value),
                < 0x20 or '<' or '>' or '&' or '=' => escaped.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}"),
                _ when GoText.IsPrintable(rune) => escaped.Append(rune.ToString()),
                _ => escaped.Append(CultureInfo.InvariantCulture, $@"\u{rune.Value:X4}"),
            };
        }

        return escaped.ToString();
    }
}
