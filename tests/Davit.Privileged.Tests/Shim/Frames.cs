using System.Buffers.Binary;
using System.Text;
using Davit.Shim;

namespace Davit.Privileged.Tests.Shim;

/// <summary>Takes docker's multiplexed frames apart.</summary>
internal static class Frames
{
    public static async Task<(string Out, string Error)> ReadAllAsync(ShimStream stream)
    {
        await using (stream)
        {
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes);
            return Split(bytes.ToArray());
        }
    }

    public static async Task<string> ReadRawAsync(ShimStream stream)
    {
        await using (stream)
        {
            using var reader = new StreamReader(stream);
            return await reader.ReadToEndAsync();
        }
    }

    /// <summary>Reads frames until their text has this end.</summary>
    public static async Task<string> ReadUntilAsync(ShimStream stream, string end)
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var text = new StringBuilder();
        while (!text.ToString().EndsWith(end, StringComparison.Ordinal))
        {
            var header = new byte[8];
            await stream.ReadExactlyAsync(header, timeout.Token);
            var body = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4))];
            await stream.ReadExactlyAsync(body, timeout.Token);
            text.Append(Encoding.UTF8.GetString(body));
        }

        return text.ToString();
    }

    private static (string Out, string Error) Split(ReadOnlySpan<byte> frames)
    {
        var texts = (Out: new StringBuilder(), Error: new StringBuilder());
        while (!frames.IsEmpty)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(frames[4..]);
            (frames[0] == 2 ? texts.Error : texts.Out).Append(Encoding.UTF8.GetString(frames.Slice(8, length)));
            frames = frames[(8 + length)..];
        }

        return (texts.Out.ToString(), texts.Error.ToString());
    }
}
