using System.Text;
using System.Text.Json;

namespace Davit.Engine.Events;

/// <summary>
/// Events on disk, one JSON object a line, in two files of bounded size. Appended without fsync: a power cut may lose the last
/// ones, a half-written last line is skipped. Not thread-safe.
/// </summary>
internal sealed class EventLog : IDisposable
{
    private const long SizeLimit = 8 << 20;
    private readonly string path;
    private readonly EngineLog log;
    private FileStream? file;

    public EventLog(string path, EngineLog log)
    {
        this.path = path;
        this.log = log;
    }

    public bool HasContent => File.Exists(path) && new FileInfo(path).Length > 0;

    public void Append(EngineEvent item)
    {
        try
        {
            file ??= Open();
            var line = JsonSerializer.SerializeToUtf8Bytes(item, EventJson.Default.EngineEvent);
            Array.Resize(ref line, line.Length + 1);
            line[^1] = (byte)'\n';
            file.Write(line);
            if (file.Length > SizeLimit)
            {
                Rotate();
            }
        }
        catch (IOException failure)
        {
            // A full disk must not stop containers; the event went to who follows.
            log.Warning($"event log: {failure.Message}");
        }
    }

    /// <summary>Events from this moment on, oldest first.</summary>
    public List<EngineEvent> Read(DateTimeOffset? since)
    {
        var events = new List<EngineEvent>();
        foreach (var part in new[] { path + ".1", path })
        {
            if (File.Exists(part))
            {
                ReadPart(part, since, events);
            }
        }

        return events;
    }

    public void Dispose() => file?.Dispose();

    private static void ReadPart(string part, DateTimeOffset? since, List<EngineEvent> events)
    {
        using var stream = new FileStream(part, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (Parse(line) is { } item && (since is null || item.Time >= since))
            {
                events.Add(item);
            }
        }
    }

    private static EngineEvent? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, EventJson.Default.EngineEvent);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private FileStream Open()
    {
        var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        if (stream.Length > 0)
        {
            stream.Write("\n"u8);
        }

        return stream;
    }

    private void Rotate()
    {
        file!.Dispose();
        file = null;
        File.Move(path, path + ".1", overwrite: true);
    }
}
