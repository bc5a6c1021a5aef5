namespace Davit.Client.Transport;

/// <summary>
/// The raw stream that attach and exec turn their connection into. One thread may read while another writes. Owns the connection.
/// </summary>
public sealed class HijackedStream : IDisposable
{
    private readonly HttpChannel _channel;

    internal HijackedStream(HttpChannel channel, bool isMultiplexed, bool isRaw)
    {
        _channel = channel;
        IsMultiplexed = isMultiplexed;
        IsRaw = isRaw;
    }

    /// <summary>The daemon said that output comes in frames that name their stream.</summary>
    public bool IsMultiplexed { get; }

    /// <summary>The daemon said that output is one raw stream.</summary>
    public bool IsRaw { get; }

    public int Read(Span<byte> buffer) => _channel.Read(buffer);

    public void Write(ReadOnlySpan<byte> data) => _channel.Write(data);

    /// <summary>Half-close: the container reads the end of its input, its output goes on.</summary>
    public void CloseWrite() => _channel.Connection.CloseWrite();

    /// <summary>Ends a read that another thread is waiting in.</summary>
    public void Abort() => _channel.Connection.Abort();

    public void Dispose() => _channel.Dispose();
}
