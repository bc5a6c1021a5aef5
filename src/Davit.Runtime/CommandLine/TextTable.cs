using System.Text;

namespace Davit.Runtime.CommandLine;

/// <summary>Columns as wide as their widest cell and three blanks.</summary>
internal static class TextTable
{
    private const int Gap = 3;
    private const int MinimumWidth = 12;

    public static string Format(IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = new int[rows[0].Count];
        for (var i = 0; i < widths.Length; i++)
        {
            widths[i] = Math.Max(MinimumWidth, rows.Max(r => r[i].Length + Gap));
        }

        var text = new StringBuilder();
        foreach (var row in rows)
        {
            for (var i = 0; i < widths.Length - 1; i++)
            {
                text.Append(row[i].PadRight(widths[i]));
            }

            text.Append(row[^1]).Append('\n');
        }

        return text.ToString();
    }
}
