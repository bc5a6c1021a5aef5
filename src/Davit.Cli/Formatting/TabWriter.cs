using System.Text;

namespace Davit.Cli.Formatting;

/// <summary>
/// Aligns tab-terminated cells as Go's text/tabwriter does with the settings docker uses (minimum width 10, padding 3,
/// blanks): a column is a block of consecutive lines that have a cell there, and the last cell of a line is free text.
/// </summary>
internal sealed class TabWriter(int minimumWidth = 10, int padding = 3)
{
    private readonly List<string[]> _lines = [];

    public void WriteLine(string line)
    {
        foreach (var part in line.Split('\n'))
        {
            _lines.Add(part.Split('\t'));
        }
    }

    public string Finish()
    {
        var widths = new int[_lines.Count][];
        for (var line = 0; line < _lines.Count; line++)
        {
            widths[line] = new int[_lines[line].Length - 1];
        }

        for (var line = 0; line < _lines.Count; line++)
        {
            for (var column = 0; column < widths[line].Length; column++)
            {
                if (widths[line][column] == 0)
                {
                    FillBlock(widths, line, column);
                }
            }
        }

        return Render(widths);
    }

    private void FillBlock(int[][] widths, int first, int column)
    {
        var end = first;
        var widest = 0;
        for (; end < _lines.Count && widths[end].Length > column; end++)
        {
            widest = Math.Max(widest, Width(_lines[end][column]));
        }

        var width = Math.Max(widest + padding, minimumWidth);
        for (var line = first; line < end; line++)
        {
            widths[line][column] = widest == 0 && minimumWidth == 0 ? 0 : width;
        }
    }

    private string Render(int[][] widths)
    {
        var text = new StringBuilder();
        for (var line = 0; line < _lines.Count; line++)
        {
            for (var column = 0; column < widths[line].Length; column++)
            {
                var cell = _lines[line][column];
                text.Append(cell).Append(' ', Math.Max(0, widths[line][column] - Width(cell)));
            }

            text.Append(_lines[line][^1]).Append('\n');
        }

        return text.ToString();
    }

    private static int Width(string text)
    {
        var width = 0;
        foreach (var _ in text.EnumerateRunes())
        {
            width++;
        }

        return width;
    }
}
