using System.Buffers.Text;

namespace Davit.Storage.Archives;

/// <summary>Records of POSIX extended headers, kept in order: GNU sparse 0.0 repeats its keys.</summary>
internal sealed class PaxHeaders
{
    private readonly List<(byte[] Key, byte[] Value)> records = [];

    public bool IsEmpty => records.Count == 0;

    public IReadOnlyList<(byte[] Key, byte[] Value)> Records => records;

    /// <summary>Reads <c>LENGTH KEY=VALUE\n</c> records (POSIX pax, extended header).</summary>
    public static PaxHeaders Parse(ReadOnlySpan<byte> body)
    {
        var headers = new PaxHeaders();
        while (!body.IsEmpty && body[0] != 0)
        {
            if (!Utf8Parser.TryParse(body, out int length, out var digits) || length <= digits + 1 || length > body.Length
                || body[digits] != ' ' || body[length - 1] != '\n')
            {
                throw ArchiveErrors.Invalid("malformed extended header");
            }

            var record = body[(digits + 1)..(length - 1)];
            var equals = record.IndexOf((byte)'=');
            if (equals <= 0)
            {
                throw ArchiveErrors.Invalid("extended header record without a key");
            }

            headers.records.Add((record[..equals].ToArray(), record[(equals + 1)..].ToArray()));
            body = body[length..];
        }

        return headers;
    }

    /// <summary>The last value of a key; null if it is absent.</summary>
    public byte[]? Find(ReadOnlySpan<byte> key)
    {
        for (var i = records.Count - 1; i >= 0; i--)
        {
            if (key.SequenceEqual(records[i].Key))
            {
                return records[i].Value;
            }
        }

        return null;
    }

    /// <summary>Global records apply until others of the same key come.</summary>
    public void Merge(PaxHeaders later)
    {
        foreach (var (key, value) in later.records)
        {
            records.RemoveAll(record => key.AsSpan().SequenceEqual(record.Key));
            if (value.Length > 0)
            {
                records.Add((key, value));
            }
        }
    }

    public static long Number(ReadOnlySpan<byte> value, string key) =>
        Utf8Parser.TryParse(value, out long number, out var used) && used == value.Length
            ? number
            : throw ArchiveErrors.Invalid($"extended header {key} is no number");

    /// <summary><c>SECONDS[.FRACTION]</c>, possibly negative.</summary>
    public static (long Seconds, uint Nanoseconds) Time(ReadOnlySpan<byte> value)
    {
        var dot = value.IndexOf((byte)'.');
        var whole = dot < 0 ? value : value[..dot];
        var negative = whole is [(byte)'-', ..];
        var seconds = Number(whole, "time");
        if (dot < 0)
        {
            return (seconds, 0);
        }

        uint nanoseconds = 0;
        var fraction = value[(dot + 1)..];
        for (var i = 0; i < 9; i++)
        {
            var digit = i < fraction.Length ? fraction[i] - '0' : 0;
            if (digit is < 0 or > 9)
            {
                throw ArchiveErrors.Invalid("extended header time is no number");
            }

            nanoseconds = (nanoseconds * 10) + (uint)digit;
        }

        return negative && nanoseconds > 0 ? (seconds - 1, 1_000_000_000 - nanoseconds) : (seconds, nanoseconds);
    }
}
