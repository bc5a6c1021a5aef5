using System.Net;
using System.Net.Sockets;
using Davit.Network;

namespace Davit.Privileged.Tests.Network;

public sealed class PublishTests : NetworkTest
{
    [Theory(Explicit = true)]
    [InlineData(PortProtocol.Tcp)]
    [InlineData(PortProtocol.Udp)]
    public async Task A_published_port_is_reached_from_everywhere(PortProtocol protocol)
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a", new PublishedPort { ContainerPort = 80, HostPort = 8080, Protocol = protocol }), default);
        var b = await network.AttachAsync(Request("b"), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80, protocol);

        // From another host: the container sees who it is.
        Assert.Equal(PrivateHost.NeighbourAddress, EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080, protocol));
        // From the host by its own address, by the bridge's and by loopback.
        Assert.NotNull(EchoClient.Ask(null, PrivateHost.HostAddress, 8080, protocol));
        Assert.NotNull(EchoClient.Ask(null, "172.17.0.1", 8080, protocol));
        Assert.Equal("172.17.0.1", EchoClient.Ask(null, "127.0.0.1", 8080, protocol));
        // From a neighbour on the bridge, and from the container itself.
        Assert.NotNull(EchoClient.Ask(b.NetnsPath, PrivateHost.HostAddress, 8080, protocol));
        Assert.NotNull(EchoClient.Ask(b.NetnsPath, "172.17.0.1", 8080, protocol));
        Assert.NotNull(EchoClient.Ask(a.NetnsPath, PrivateHost.HostAddress, 8080, protocol));
        Assert.Equal(0, network.ForwardedConnections);
        // IPv6 to a container without IPv6: the forwarder's.
        Assert.NotNull(EchoClient.Ask(null, "::1", 8080, protocol));
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddressV6, 8080, protocol));
        Assert.Equal(2, network.ForwardedConnections);

        await network.DetachAsync("a", default);
        Assert.Null(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080, protocol, TimeSpan.FromMilliseconds(300)));
    }

    [Fact(Explicit = true)]
    public async Task Published_ports_work_while_no_daemon_runs()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(Request("a", new PublishedPort { ContainerPort = 80, HostPort = 8080 }), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        await host.StopAsync(network);
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        Assert.NotNull(EchoClient.Ask(null, "127.0.0.1", 8080));
        await host.StartAsync();
        Assert.NotNull(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
    }

    [Fact(Explicit = true)]
    public async Task A_port_of_one_address_answers_at_that_address_only()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var a = await network.AttachAsync(
            Request("a", new PublishedPort { ContainerPort = 80, HostPort = 8080, HostAddress = IPAddress.Loopback }), default);
        host.Serve(a.NetnsPath, IPAddress.Any, 80);
        Assert.NotNull(EchoClient.Ask(null, "127.0.0.1", 8080));
        Assert.Null(EchoClient.Ask(host.Neighbour, PrivateHost.HostAddress, 8080));
        Assert.Null(EchoClient.Ask(null, PrivateHost.HostAddress, 8080));
    }

    [Fact(Explicit = true)]
    public async Task A_taken_port_is_refused_with_the_words_that_people_search_for()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var port = new PublishedPort { ContainerPort = 80, HostPort = 8080 };
        await network.AttachAsync(Request("a", port), default);
        var ours = await Assert.ThrowsAsync<NetworkException>(() => network.AttachAsync(Request("b", port), default));
        Assert.Equal("Bind for 0.0.0.0:8080 failed: port is already allocated", ours.Message);
        Assert.Equal(NetworkFailure.PortInUse, ours.Failure);

        using var other = new TcpListener(IPAddress.Any, 9090);
        other.Start();
        var theirs = await Assert.ThrowsAsync<NetworkException>(
            () => network.AttachAsync(Request("c", port with { HostPort = 9090 }), default));
        Assert.Contains("address already in use", theirs.Message, StringComparison.Ordinal);
        var unknown = await Assert.ThrowsAsync<NetworkException>(
            () => network.AttachAsync(Request("d", port with { HostPort = 9191, HostAddress = IPAddress.Parse("10.1.2.3") }), default));
        Assert.Contains("cannot assign requested address", unknown.Message, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task A_range_gives_its_first_free_port_and_an_open_port_an_ephemeral_one()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var range = new PublishedPort { ContainerPort = 80, HostPort = 8000, HostPortEnd = 8002 };
        using var other = new TcpListener(IPAddress.Any, 8001);
        other.Start();
        Assert.Equal(8000, (await network.AttachAsync(Request("a", range), default)).Ports[0].HostPort);
        Assert.Equal(8002, (await network.AttachAsync(Request("b", range), default)).Ports[0].HostPort);
        await Assert.ThrowsAsync<NetworkException>(() => network.AttachAsync(Request("c", range), default));
        var open = await network.AttachAsync(Request("d", new PublishedPort { ContainerPort = 80 }), default);
        Assert.InRange(open.Ports[0].HostPort, 32768, 60999);
        Assert.Equal(2, open.Ports.Count); // 0.0.0.0 and ::
        Assert.Equal(open.Ports[0].HostPort, open.Ports[1].HostPort);
    }

    [Fact(Explicit = true)]
    public async Task Sctp_is_published_where_the_kernel_has_it_and_refused_by_name_where_not()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var request = Request("a", new PublishedPort { ContainerPort = 80, HostPort = 8080, Protocol = PortProtocol.Sctp });
        try
        {
            var attachment = await network.AttachAsync(request, default);
            Assert.Equal(PortProtocol.Sctp, attachment.Ports[0].Protocol);
        }
        catch (NetworkException e)
        {
            Assert.Equal(NetworkFailure.Unsupported, e.Failure);
            Assert.Contains("this kernel has no SCTP", e.Message, StringComparison.Ordinal);
        }
    }

    [Fact(Explicit = true)]
    public async Task A_udp_client_that_never_stops_sending_finds_the_new_container()
    {
        await using var host = PrivateHost.Create();
        var network = await host.StartAsync();
        var port = new PublishedPort { ContainerPort = 53, HostPort = 5353, Protocol = PortProtocol.Udp };
        using var client = Namespaced.Run(host.Neighbour, () => new UdpClient(AddressFamily.InterNetwork));
        client.Connect(PrivateHost.HostAddress, 5353);
        client.Send("?"u8); // nobody publishes yet: the kernel remembers it as a connection to the host
        foreach (var id in (string[])["a", "b"])
        {
            var attachment = await network.AttachAsync(Request(id, port), default);
            host.Serve(attachment.NetnsPath, IPAddress.Any, 53, PortProtocol.Udp);
            using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(3));
            // The first answer may be the refusal of a datagram sent while nobody was there.
            for (var answered = false; !answered;)
            {
                try
                {
                    client.Send("?"u8);
                    answered = (await client.ReceiveAsync(timeout.Token)).Buffer.Length > 0;
                }
                catch (SocketException)
                {
                    timeout.Token.ThrowIfCancellationRequested();
                }
            }

            await network.DetachAsync(id, default);
        }
    }

    private static AttachRequest Request(string id, params PublishedPort[] ports) => new() { ContainerId = id, Ports = ports };
}
