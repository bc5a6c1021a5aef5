using System.Net;
using System.Net.Sockets;
using Davit.Client.Transport;
using Davit.Testing;

namespace Davit.Client.Tests.Transport;

/// <summary>Connections that cannot be opened, and TCP.</summary>
public sealed class ConnectionTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_socket_that_is_not_there_is_absent() => Assert.True(Refusal("unix://" + directory["none"]).IsAbsent);

    [Fact]
    public void A_socket_that_nobody_listens_on_is_absent()
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(directory["dead"]));
        Assert.True(Refusal("unix://" + directory["dead"]).IsAbsent);
    }

    [Fact]
    public void A_port_that_nobody_listens_on_is_absent()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.IPv6Loopback, 0));
        Assert.True(Refusal($"tcp://[::1]:{((IPEndPoint)socket.LocalEndPoint!).Port}").IsAbsent);
    }

    [Fact]
    public void A_path_that_is_too_long_for_a_socket_is_an_error_with_its_address() =>
        Assert.Equal(EndpointKind.Unix, Refusal("unix:///" + new string('x', 200)).Endpoint.Kind);

    [Fact]
    public async Task A_tcp_daemon_sees_its_own_name_and_the_base_path()
    {
        using var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen();
        var port = ((IPEndPoint)listener.LocalEndPoint!).Port;
        var request = Task.Run(() =>
        {
            using var connection = new ScriptedConnection(listener.Accept());
            return connection.Answer("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
        });
        using var client = new EngineClient(new EngineClientOptions { Endpoint = EngineEndpoint.Parse($"tcp://127.0.0.1:{port}/base", null), FixedApiVersion = "1.40" });
        client.System.Info().Dispose();
        Assert.StartsWith($"GET /base/v1.40/info HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n", await request, StringComparison.Ordinal);
    }

    private static EngineUnreachableException Refusal(string address)
    {
        var error = Assert.Throws<EngineUnreachableException>(() => EngineConnection.Open(EngineEndpoint.Parse(address, null)));
        Assert.False(error.IsPermission);
        return error;
    }
}
