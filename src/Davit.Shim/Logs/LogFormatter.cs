using System.Buffers;
using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Davit.Shim.Logs;

/// <summary>
/// Turns log entries into what <c>GET /containers/ID/logs</c> sends: filters by stream and time, and puts frames, times and attributes in front.
/// Allocates per entry only where attributes change. Not thread-safe.
/// </summary>
internal sealed class LogFormatter(LogReadOptions options)
{
    private const int FrameHeader = 8;

    private readonly ArrayBufferWriter<byte> _output = new(64 * 1024);
    private readonly long _since = options.Since?.UtcTicks ?? long.MinValue;
    private readonly long _until = options.Until?.UtcTicks ?? long.MaxValue;
    private byte[] _attributes = [];
    private byte[] _attributesText = [];

    /// <summary>What was formatted and not taken yet.</summary>
    public ReadOnlyMemory<byte> Output => _output.WrittenMemory;

    /// <summary>An entry after the wanted time was seen: no more will follow.</summary>
    public bool Ended { get; private set; }

    /// <summary>Time of the last entry seen; files that are older have been read.</summary>
    public long LastTicks { get; private set; } = long.MinValue;

    public void Clear() => _output.ResetWrittenCount();

    /// <summary>Takes one line, without its newline; lines that are no entries are left out.</summary>
    public void Add(ReadOnlySpan<byte> line)
    {
        if (Ended || !LogEntry.TryParse(line, out var entry))
        {
            return;
        }

        LastTicks = entry.UtcTicks;
        if (entry.UtcTicks > _until)
        {
            Ended = true;
        }
        else if (entry.UtcTicks >= _since && (entry.Stream == LogStream.Stderr ? options.Stderr : options.Stdout))
        {
            Write(entry);
        }
    }

    private void Write(LogEntry entry)
    {
        var details = options.Details ? AttributesOf(entry.Attributes) : default;
        var header = options.Multiplexed ? FrameHeader : 0;
        var target = _output.GetSpan(header + Rfc3339.MaxLength + 1 + details.Length + entry.Text.Length);
        var length = header;
        if (options.Timestamps)
        {
            length += Rfc3339.FormatFixed(entry.UtcTicks, target[length..]);
            target[length++] = (byte)' ';
        }

        details.CopyTo(target[length..]);
        length += details.Length;
        length += JsonUnescape.Write(entry.Text, target[length..]);
        if (options.Multiplexed)
        {
            BinaryPrimitives.WriteUInt32BigEndian(target, (uint)entry.Stream << 24);
            BinaryPrimitives.WriteInt32BigEndian(target[4..], length - FrameHeader);
        }

        _output.Advance(length);
    }

    // As docker: key=value, both as in a query, by key, with commas between and a space at the end.
    private ReadOnlySpan<byte> AttributesOf(ReadOnlySpan<byte> json)
    {
        if (_attributesText.Length == 0 || !json.SequenceEqual(_attributes))
        {
            _attributes = json.ToArray();
            _attributesText = Encoding.UTF8.GetBytes(Describe(_attributes) + " ");
        }

        return _attributesText;
    }

    private static string Describe(byte[] json)
    {
        if (json.Length == 0)
        {
            return "";
        }

        try
        {
            using var document = JsonDocument.Parse(json);
            return string.Join(',', document.RootElement.EnumerateObject()
                .OrderBy(member => member.Name, StringComparer.Ordinal)
                .Select(member => $"{Escape(member.Name)}={Escape(member.Value.ToString())}"));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    // Go's url.QueryEscape writes a space as a plus.
    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
