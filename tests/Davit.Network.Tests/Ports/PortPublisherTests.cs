using System.Net;
using System.Net.Sockets;
using System.Text;
using Davit.Network.Ports;

namespace Davit.Network.Tests.Ports;

/// <summary>Ports on this machine's loopback, against other programs that hold some of them.</summary>
public sealed class PortPublisherTests : IDisposable
{
    private readonly List<HostPort> held = [];
    private readonly List<Socket> strangers = [];

    public void Dispose()
    {
        held.ForEach(port => port.Dispose());
        strangers.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public void A_fixed_port_is_held_until_it_is_released()
    {
        var (publisher, port) = (Publisher(), Free());
        var ports = Publish(publisher, Wish(port));
        Assert.Equal(new PortBinding(IPAddress.Loopback, port, 80, PortProtocol.Tcp), Assert.Single(ports).Binding);
        var error = Assert.Throws<NetworkException>(() => publisher.Publish([Wish(port)]));
        Assert.Equal((NetworkFailure.PortInUse, $"Bind for 127.0.0.1:{port} failed: port is already allocated"), (error.Failure, error.Message));
        publisher.Release(ports);
        Publish(publisher, Wish(port));
    }

    [Fact]
    public void A_port_of_another_program_is_named()
    {
        var port = Occupied();
        var error = Assert.Throws<NetworkException>(() => Publisher().Publish([Wish(port)]));
        Assert.Equal((NetworkFailure.PortInUse, $"failed to bind host port 127.0.0.1:{port}/tcp: address already in use"), (error.Failure, error.Message));
    }

    [Fact]
    public void An_address_of_another_host_is_named()
    {
        var error = Assert.Throws<NetworkException>(() => Publisher().Publish([Wish(Free()) with { HostAddress = IPAddress.Parse("192.0.2.1") }]));
        Assert.Equal(NetworkFailure.InvalidRequest, error.Failure);
        Assert.Contains("192.0.2.1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_ports_are_published_or_none()
    {
        var (publisher, free, occupied) = (Publisher(), Free(), Occupied());
        Assert.Throws<NetworkException>(() => publisher.Publish([Wish(free), Wish(occupied)]));
        Publish(publisher, Wish(free));
    }

    [Fact]
    public void Of_a_range_the_first_free_port_is_taken()
    {
        var occupied = Occupied();
        var range = Wish(occupied) with { HostPortEnd = (ushort)Math.Min(occupied + 50, 65535) };
        Assert.InRange(Assert.Single(Publish(Publisher(), range)).Binding.HostPort, occupied + 1, occupied + 50);
    }

    [Fact]
    public void A_range_without_a_free_port_is_exhausted()
    {
        var (publisher, port) = (Publisher(), Free());
        Publish(publisher, Wish(port));
        var error = Assert.Throws<NetworkException>(() => publisher.Publish([Wish(port) with { HostPortEnd = (ushort)(port + 1) }, Wish((ushort)(port + 1))]));
        Assert.Equal(NetworkFailure.Exhausted, error.Failure);
    }

    [Fact]
    public void Open_ports_are_of_the_range_and_differ()
    {
        var first = Free();
        var publisher = new PortPublisher(new PortTable(first, (ushort)Math.Min(first + 100, 65535)), IPAddress.Loopback, hostHasIPv6: false);
        var ports = Publish(publisher, Wish(0), Wish(0), Wish(0)).Select(port => port.Binding.HostPort).ToList();
        Assert.Equal(3, ports.Distinct().Count());
        Assert.All(ports, port => Assert.InRange(port, first, first + 100));
    }

    [Fact]
    public void A_fixed_port_is_not_lost_to_an_open_one_of_the_same_container()
    {
        var port = Free();
        var publisher = new PortPublisher(new PortTable(port, (ushort)(port + 20)), IPAddress.Loopback, hostHasIPv6: false);
        var ports = Publish(publisher, Wish(0), Wish(port));
        Assert.NotEqual(port, ports[0].Binding.HostPort);
        Assert.Equal(port, ports[1].Binding.HostPort);
    }

    [Fact]
    public void Tcp_and_udp_share_a_number()
    {
        var port = Free();
        Assert.Equal(2, Publish(Publisher(), Wish(port), Wish(port) with { Protocol = PortProtocol.Udp }).Count);
    }

    [Fact]
    public void What_another_program_took_meanwhile_is_reported_and_the_rest_adopted()
    {
        var (publisher, free, occupied) = (Publisher(), Free(), Occupied());
        PortBinding[] bindings = [new(IPAddress.Loopback, free, 80, PortProtocol.Tcp), new(IPAddress.Loopback, occupied, 81, PortProtocol.Tcp)];
        var lost = new List<PortBinding>();
        var adopted = publisher.Adopt(bindings, lost.Add);
        held.AddRange(adopted);
        Assert.Equal(bindings, adopted.Select(port => port.Binding));
        Assert.Equal([bindings[1]], lost);
        Assert.Throws<NetworkException>(() => publisher.Publish([Wish(free)]));
    }

    [Theory]
    [InlineData(PortProtocol.Tcp)]
    [InlineData(PortProtocol.Udp)]
    public async Task What_reaches_the_port_is_carried_to_the_container_and_back(PortProtocol protocol)
    {
        using var container = new Socket(AddressFamily.InterNetwork, protocol == PortProtocol.Tcp ? SocketType.Stream : SocketType.Dgram, protocol == PortProtocol.Tcp ? ProtocolType.Tcp : ProtocolType.Udp);
        container.Bind(new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0));
        var wish = Wish(Free()) with { Protocol = protocol, ContainerPort = (ushort)((IPEndPoint)container.LocalEndPoint!).Port };
        var port = Assert.Single(Publish(Publisher(), wish));
        port.Forward(IPAddress.Parse("127.0.0.2"));
        using var client = new Socket(AddressFamily.InterNetwork, container.SocketType, container.ProtocolType);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(10));
        var echo = protocol == PortProtocol.Tcp ? EchoStream(container, timeout.Token) : EchoDatagram(container, timeout.Token);
        await client.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port.Binding.HostPort), timeout.Token);
        await client.SendAsync("hello"u8.ToArray(), timeout.Token);
        var buffer = new byte[100];
        var count = await client.ReceiveAsync(buffer, timeout.Token);
        Assert.Equal("HELLO", Encoding.ASCII.GetString(buffer, 0, count));
        Assert.Equal(1, port.Forwarder!.Accepted);
        await echo;
    }

    private static async Task EchoStream(Socket listener, CancellationToken end)
    {
        listener.Listen();
        using var connection = await listener.AcceptAsync(end);
        var buffer = new byte[100];
        var count = await connection.ReceiveAsync(buffer, end);
        await connection.SendAsync(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(buffer, 0, count).ToUpperInvariant()), end);
    }

    private static async Task EchoDatagram(Socket socket, CancellationToken end)
    {
        var buffer = new byte[100];
        var received = await socket.ReceiveFromAsync(buffer, new IPEndPoint(IPAddress.Any, 0), end);
        await socket.SendToAsync(Encoding.ASCII.GetBytes(Encoding.ASCII.GetString(buffer, 0, received.ReceivedBytes).ToUpperInvariant()), received.RemoteEndPoint, end);
    }

    private static PortPublisher Publisher() => new(new PortTable(40000, 40100), IPAddress.Loopback, hostHasIPv6: false);

    private static PublishedPort Wish(ushort hostPort) => new() { ContainerPort = 80, HostPort = hostPort };

    private IReadOnlyList<HostPort> Publish(PortPublisher publisher, params PublishedPort[] wishes)
    {
        var ports = publisher.Publish(wishes);
        held.AddRange(ports);
        return ports;
    }

    private ushort Occupied()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        strangers.Add(socket);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static ushort Free()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return (ushort)((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
