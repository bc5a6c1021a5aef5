using System.Net;
using System.Net.Sockets;

namespace Davit.Network.Ports;

/// <summary>Finds and holds host ports: the wishes of <c>-p</c> become bindings. Thread-safe; sockets are bound outside of any lock.</summary>
internal sealed class PortPublisher(PortTable table, IPAddress defaultAddress, bool hostHasIPv6)
{
    /// <summary>All wishes or none. Fixed ports are taken before open ones, so that the container does not race with itself.</summary>
    /// <exception cref="NetworkException">A port is taken, an address is not this host's, or no port is free.</exception>
    public IReadOnlyList<HostPort> Publish(IReadOnlyList<PublishedPort> wishes)
    {
        var held = new Dictionary<PublishedPort, List<HostPort>>(ReferenceEqualityComparer.Instance);
        try
        {
            foreach (var wish in wishes.OrderBy(wish => wish.HostPort == 0 ? 2 : wish.HostPortEnd > wish.HostPort ? 1 : 0))
            {
                held[wish] = Publish(wish);
            }
        }
        catch
        {
            Release(held.Values.SelectMany(ports => ports));
            throw;
        }

        return [.. wishes.SelectMany(wish => held[wish])];
    }

    /// <summary>Takes the ports of a container that runs already. What cannot be bound any more goes on working in the kernel.</summary>
    /// <param name="lost">Called for each binding whose port another program has by now.</param>
    public IReadOnlyList<HostPort> Adopt(IReadOnlyList<PortBinding> bindings, Action<PortBinding> lost)
    {
        var result = new List<HostPort>(bindings.Count);
        foreach (var binding in bindings)
        {
            table.TryTake(binding.Protocol, [binding.HostAddress], binding.HostPort);
            try
            {
                result.Add(HostPort.Bind(binding));
            }
            catch (Exception e) when (e is SocketException or NetworkException or IOException)
            {
                result.Add(HostPort.Unreserved(binding));
                lost(binding);
            }
        }

        return result;
    }

    public void Release(IEnumerable<HostPort> ports)
    {
        foreach (var port in ports)
        {
            port.Dispose();
            table.Release(port.Binding.Protocol, port.Binding.HostAddress, port.Binding.HostPort);
        }
    }

    private List<HostPort> Publish(PublishedPort wish)
    {
        var addresses = AddressesOf(wish);
        var failure = default(NetworkException);
        foreach (var port in table.Candidates(wish))
        {
            if (!table.TryTake(wish.Protocol, addresses, port))
            {
                failure = new NetworkException(NetworkFailure.PortInUse, $"Bind for {Text(addresses[0], port)} failed: port is already allocated");
            }
            else if (TryBind(wish, addresses, port, out var ports, out failure))
            {
                return ports;
            }
        }

        throw wish.HostPort != 0 && wish.HostPortEnd <= wish.HostPort
            ? failure!
            : new NetworkException(
                failure?.Failure is null or NetworkFailure.PortInUse ? NetworkFailure.Exhausted : failure.Failure,
                $"no free host port for {wish.ContainerPort}/{Name(wish.Protocol)} on {addresses[0]}: {failure?.Message}");
    }

    private bool TryBind(
        PublishedPort wish, IPAddress[] addresses, ushort port, out List<HostPort> ports, out NetworkException? failure)
    {
        ports = [];
        failure = null;
        try
        {
            foreach (var address in addresses)
            {
                ports.Add(HostPort.Bind(new PortBinding(address, port, wish.ContainerPort, wish.Protocol)));
            }

            return true;
        }
        catch (Exception e)
        {
            ports.ForEach(bound => bound.Dispose());
            foreach (var address in addresses)
            {
                table.Release(wish.Protocol, address, port);
            }

            if (e is not SocketException socket)
            {
                throw;
            }

            failure = Explain(socket, wish, addresses[ports.Count], port);
            return failure.Failure == NetworkFailure.PortInUse ? false : throw failure;
        }
    }

    /// <summary>A wish without an address means all of them, in both families where the host has both.</summary>
    private IPAddress[] AddressesOf(PublishedPort wish)
    {
        var address = wish.HostAddress ?? defaultAddress;
        return wish.HostAddress is null && address.Equals(IPAddress.Any) && hostHasIPv6 && wish.Protocol != PortProtocol.Sctp
            ? [address, IPAddress.IPv6Any]
            : [address];
    }

    private static NetworkException Explain(SocketException e, PublishedPort wish, IPAddress address, ushort port)
    {
        var what = $"failed to bind host port {Text(address, port)}/{Name(wish.Protocol)}";
        return e.SocketErrorCode switch
        {
            SocketError.AddressAlreadyInUse => new NetworkException(NetworkFailure.PortInUse, $"{what}: address already in use", e),
            SocketError.AddressNotAvailable => new NetworkException(
                NetworkFailure.InvalidRequest, $"{what}: cannot assign requested address: this host does not have it", e),
            SocketError.AccessDenied => new NetworkException(NetworkFailure.System, $"{what}: permission denied", e),
            _ => new NetworkException(NetworkFailure.System, $"{what}: {e.Message}", e),
        };
    }

    private static string Text(IPAddress address, ushort port) => new IPEndPoint(address, port).ToString();

    private static string Name(PortProtocol protocol) => protocol switch
    {
        PortProtocol.Tcp => "tcp",
        PortProtocol.Udp => "udp",
        _ => "sctp",
    };
}
