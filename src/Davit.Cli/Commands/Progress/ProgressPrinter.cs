using System.Globalization;
using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.Progress;

/// <summary>
/// Shows a stream of progress documents as docker does: on a terminal a line per object that changes in place, otherwise the
/// lines that matter.
/// </summary>
internal sealed class ProgressPrinter(ProgressScreen screen, TimeProvider time)
{
    private const string ClearLine = "\u001b[2K\r";

    private readonly List<string> _lines = [];

    /// <summary>Gets what a message carries for programs: digests of a push, the id of a build.</summary>
    public Action<JsonElement>? OnResult { get; init; }

    /// <summary>Throws <see cref="CommandException"/> with the daemon's error.</summary>
    public void Print(Stream stream)
    {
        foreach (var document in JsonStream.Read(stream))
        {
            using (document)
            {
                Print(document.RootElement);
                screen.Output.Flush();
            }
        }
    }

    private void Print(JsonElement message)
    {
        if (message.Member("aux") is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } result)
        {
            OnResult?.Invoke(result);
            return;
        }

        var below = MoveToLine(message);
        ThrowIfError(message);
        Display(message);
        if (screen.IsTerminal && below > 0)
        {
            screen.Output.Write(Move(below, 'B'));
        }
    }

    /// <summary>Goes up to the line of the message's object and returns how far: what is no progress ends the block of lines that change.</summary>
    private int MoveToLine(JsonElement message)
    {
        var id = message.Text("id");
        if (id.Length == 0 || (!message.Member("progressDetail").IsObject && message.Text("progress").Length == 0))
        {
            _lines.Clear();
            return 0;
        }

        var line = _lines.IndexOf(id);
        if (line < 0)
        {
            line = _lines.Count;
            _lines.Add(id);
            screen.Output.Write(screen.IsTerminal ? "\n" : string.Empty);
        }

        var up = _lines.Count - line;
        screen.Output.Write(screen.IsTerminal ? Move(up, 'A') : string.Empty);
        return up;
    }

    private void ThrowIfError(JsonElement message)
    {
        var text = message.Member("errorDetail").Text("message") is { Length: > 0 } detail ? detail : message.Text("error");
        if (text.Length > 0)
        {
            screen.Output.Flush();
            throw new CommandException(text);
        }
    }

    private void Display(JsonElement message)
    {
        var detail = message.Member("progressDetail");
        var (stream, status) = (message.Text("stream"), message.Text("status"));
        var bar = detail.IsObject ? ProgressBar.Write(detail, screen.Columns(), time.GetUtcNow()) : string.Empty;
        var changes = screen.IsTerminal && stream.Length == 0 && detail.IsObject;
        if (!changes && bar.Length > 0)
        {
            return; // half-done is of no use in a file
        }

        var end = changes ? "\r" : string.Empty;
        screen.Output.Write((changes ? ClearLine : string.Empty) + Head(message));
        screen.Output.Write(
            detail.IsObject && screen.IsTerminal ? $"{status} {bar}{end}"
            : message.Text("progress") is { Length: > 0 } progress ? $"{status} {progress}{end}"
            : stream.Length > 0 ? stream + end
            : $"{status}{end}\n");
    }

    private static string Head(JsonElement message)
    {
        const long NanosecondsPerSecond = 1_000_000_000;
        var (seconds, nanoseconds, id, origin) = (message.Number("time"), message.Number("timeNano"), message.Text("id"), message.Text("from"));
        var when = nanoseconds != 0 ? nanoseconds : seconds * NanosecondsPerSecond;
        return (when == 0 ? string.Empty : GoTime.WriteNano(when) + " ") + (id.Length == 0 ? string.Empty : id + ": ") + (origin.Length == 0 ? string.Empty : $"(from {origin}) ");
    }

    private static string Move(int lines, char direction) => string.Create(CultureInfo.InvariantCulture, $"\u001b[{lines}{direction}");
}
