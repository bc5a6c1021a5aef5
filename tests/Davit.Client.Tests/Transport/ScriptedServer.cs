using System.Net.Sockets;
using Davit.Client.Transport;
using Davit.Testing;

namespace Davit.Client.Tests.Transport;

/// <summary>A daemon that plays a script: one step for each connection, in order. What a step got wrong fails the test when it is disposed.</summary>
internal sealed class ScriptedServer : IDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Thread _thread;
    private Exception? _failure;

    public ScriptedServer(params Action<ScriptedConnection>[] steps)
    {
        _listener.Bind(new UnixDomainSocketEndPoint(_directory["s"]));
        _listener.Listen(16);
        _thread = new Thread(() => Play(steps)) { IsBackground = true };
        _thread.Start();
    }

    public EngineEndpoint Endpoint => EngineEndpoint.Parse("unix://" + _directory["s"], null);

    /// <summary>Connections taken so far.</summary>
    public int Accepted { get; private set; }

    public EngineClient Client(string? version = "1.51") => new(new EngineClientOptions { Endpoint = Endpoint, FixedApiVersion = version, UserAgent = "test" });

    public HttpTransport Transport() => new(Endpoint, new Dictionary<string, string>());

    /// <summary>Waits until the script was played.</summary>
    public void Finish()
    {
        Assert.True(_thread.Join(TimeSpan.FromSeconds(10)), "the script was not played to its end");
        Assert.Null(_failure);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _thread.Join(TimeSpan.FromSeconds(10));
        _directory.Dispose();
    }

    private void Play(Action<ScriptedConnection>[] steps)
    {
        try
        {
            foreach (var step in steps)
            {
                using var connection = new ScriptedConnection(_listener.Accept());
                Accepted++;
                step(connection);
            }
        }
        catch (Exception error)
        {
            _failure = error;
        }
    }
}
