using System.Text;

namespace Davit.Cli.CommandLine;

/// <summary>The "Options:" block of a command's help, aligned and wrapped the way pflag does it.</summary>
internal static class FlagUsages
{
    private const int Slop = 5; // a last word may stand a little over the edge rather than alone on a line
    private const int NarrowestColumn = 24;

    public static string Write(IEnumerable<Flag> flags, int columns)
    {
        var shown = flags.Where(flag => !flag.Hidden && flag.Deprecated is null).OrderBy(flag => flag.Name, StringComparer.Ordinal).ToList();
        var labels = shown.ConvertAll(Label);
        var indent = labels.Count == 0 ? 0 : labels.Max(label => label.Length) + 3;
        var text = new StringBuilder();
        for (var index = 0; index < shown.Count; index++)
        {
            var usage = shown[index].Usage + (shown[index].DefaultText is { } initial ? $" (default {initial})" : string.Empty);
            text.Append(labels[index].PadRight(indent)).Append(Wrap(usage, indent, columns)).Append('\n');
        }

        return text.ToString();
    }

    private static string Label(Flag flag)
    {
        var label = flag.Shorthand == '\0' ? $"      --{flag.Name}" : $"  -{flag.Shorthand}, --{flag.Name}";
        return flag.TypeName.Length == 0 ? label : $"{label} {flag.TypeName}";
    }

    private static string Wrap(string text, int indent, int columns)
    {
        var width = columns - indent;
        var wrapped = new StringBuilder();
        if (width < NarrowestColumn)
        {
            indent = 16;
            width = columns - indent;
            wrapped.Append('\n').Append(' ', indent);
        }

        if (width < NarrowestColumn)
        {
            return text.Replace("\n", wrapped.ToString(), StringComparison.Ordinal);
        }

        var separator = "\n" + new string(' ', indent);
        var line = Take(ref text, width - Slop);
        wrapped.Append(line.Replace("\n", separator, StringComparison.Ordinal));
        while (text.Length > 0)
        {
            line = Take(ref text, width - Slop);
            wrapped.Append(separator).Append(line.Replace("\n", separator, StringComparison.Ordinal));
        }

        return wrapped.ToString();
    }

    private static string Take(ref string text, int width)
    {
        var cut = width + Slop > text.Length ? -1 : text.AsSpan(0, width).LastIndexOfAny(" \t\n");
        if (cut <= 0)
        {
            var all = text;
            text = string.Empty;
            return all;
        }

        var newLine = text.LastIndexOf('\n', width - 1);
        cut = newLine > 0 && newLine < cut ? newLine : cut;
        var taken = text[..cut];
        text = text[(cut + 1)..];
        return taken;
    }
}
