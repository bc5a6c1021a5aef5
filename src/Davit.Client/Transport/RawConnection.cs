namespace Davit.Client.Transport;

/// <summary>A bare connection to a daemon, for whoever speaks HTTP over it himself. One thread may read while another writes.</summary>
public sealed class RawConnection : IDisposable
{
    private readonly EngineConnection _connection;

    private RawConnection(EngineConnection connection) => _connection = connection;

    /// <summary>Throws <see cref="EngineUnreachableException"/>.</summary>
    public static RawConnection Open(EngineEndpoint endpoint) => new(EngineConnection.Open(endpoint));

    public int Read(Span<byte> buffer) => _connection.Read(buffer);

    public void Write(ReadOnlySpan<byte> data) => _connection.Write(data);

    public void CloseWrite() => _connection.CloseWrite();

    public void Dispose() => _connection.Dispose();
}
