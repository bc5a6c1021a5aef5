using System.Text;
using Davit.Cli.Formatting;

namespace Davit.Cli.Commands;

/// <summary>A remark that is no error: several lines with a head.</summary>
internal static class Note
{
    private const string Indent = "         ";

    public static void Write(TextWriter output, bool isTerminal, string text)
    {
        var written = new StringBuilder("\n").Append(Ansi.InfoHead(isTerminal));
        var lines = text.Split('\n');
        for (var index = 0; index < lines.Length; index++)
        {
            written.Append(index == 0 ? string.Empty : Indent).Append(Ansi.Apply(isTerminal ? Ansi.Italic : string.Empty, lines[index])).Append('\n');
        }

        output.Write(written.ToString());
        output.Flush();
    }
}
