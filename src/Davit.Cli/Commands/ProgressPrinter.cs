using System.Text.Json;
using System.Text;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands;

/// <summary>
/// Shows a stream of progress documents: on a terminal a line per object that changes in place, otherwise the lines that matter.
/// </summary>
internal sealed class ProgressPrinter(CommandContext context)
{
    private const int BarWidth = 50;

    private readonly List<string> _ids = [];
    private readonly bool _terminal = context.Terminal.OutputIsTerminal;

    /// <summary>Throws <see cref="CommandException"/> with the daemon's error.</summary>
    public void Print(Stream stream)
    {
        foreach (var document in JsonStream.Read(stream))
        {
            using (document)
            {
                Print(document.RootElement);
            }
        }
    }

    private void Print(JsonElement message)
    {
        if (message.Member("errorDetail").Text("message") is { Length: > 0 } detail)
        {
            throw new CommandException(detail);
        }

        if (message.Text("error") is { Length: > 0 } error)
        {
            throw new CommandException(error);
        }

        if (message.Text("stream") is { Length: > 0 } text)
        {
            context.Out.Write(text);
            context.Out.Flush();
            return;
        }

        var (id, status) = (message.Text("id"), message.Text("status"));
        var detailText = Bar(message.Member("progressDetail"));
        if (!_terminal && detailText.Length > 0)
        {
            return; // half-done is of no use in a file
        }

        WriteLine(id, status, detailText);
    }

    private void WriteLine(string id, string status, string bar)
    {
        var line = (id.Length > 0 ? id + ": " : string.Empty) + status + (bar.Length > 0 ? " " + bar : string.Empty);
        if (!_terminal || id.Length == 0)
        {
            if (line.Length > 0)
            {
                context.Out.WriteLine(line);
                context.Out.Flush();
            }

            return;
        }

        var place = _ids.IndexOf(id);
        if (place < 0)
        {
            _ids.Add(id);
            context.Out.WriteLine(line);
        }
        else
        {
            var up = _ids.Count - place;
            context.Out.Write($"\u001b[{up}A\r\u001b[2K{line}\r\u001b[{up}B");
        }

        context.Out.Flush();
    }

    private static string Bar(JsonElement detail)
    {
        var (current, total) = (detail.Number("current"), detail.Number("total"));
        if (current <= 0 && total <= 0)
        {
            return string.Empty;
        }

        if (total <= 0)
        {
            return ByteSize.Decimal(current);
        }

        var filled = (int)Math.Clamp(current * BarWidth / total, 0, BarWidth);
        var bar = new StringBuilder("[").Append('=', filled);
        if (filled < BarWidth)
        {
            bar.Append('>').Append(' ', BarWidth - filled);
        }

        return bar.Append("]  ").Append(ByteSize.Decimal(current)).Append('/').Append(ByteSize.Decimal(total)).ToString();
    }
}
