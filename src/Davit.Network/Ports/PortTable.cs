using System.Net;

namespace Davit.Network.Ports;

/// <summary>
/// Which host ports are ours, and which to try next. It knows only what this daemon published; whether another program has a port is
/// found out by binding it. Thread-safe, never blocks.
/// </summary>
internal sealed class PortTable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(PortProtocol Protocol, ushort Port), List<IPAddress>> _taken = [];
    private readonly ushort _firstEphemeral;
    private readonly ushort _lastEphemeral;
    private ushort _next;

    /// <summary>The range for ports left open (ip_local_port_range).</summary>
    public PortTable(ushort firstEphemeral, ushort lastEphemeral)
    {
        _firstEphemeral = firstEphemeral;
        _lastEphemeral = lastEphemeral;
        _next = firstEphemeral;
    }

    /// <summary>Marks the port on all of these addresses, or on none when one of them overlaps with what is taken.</summary>
    public bool TryTake(PortProtocol protocol, IReadOnlyList<IPAddress> addresses, ushort port)
    {
        lock (_gate)
        {
            var taken = _taken.GetValueOrDefault((protocol, port));
            if (taken is not null && taken.Any(mine => addresses.Any(wanted => Overlap(mine, wanted))))
            {
                return false;
            }

            if (taken is null)
            {
                _taken[(protocol, port)] = taken = [];
            }

            taken.AddRange(addresses);
            return true;
        }
    }

    public void Release(PortProtocol protocol, IPAddress address, ushort port)
    {
        lock (_gate)
        {
            if (_taken.TryGetValue((protocol, port), out var taken) && taken.Remove(address) && taken.Count == 0)
            {
                _taken.Remove((protocol, port));
            }
        }
    }

    /// <summary>The ports to try for a wish, in order. For one left open: the ephemeral range, going on where the last wish ended.</summary>
    public IEnumerable<ushort> Candidates(PublishedPort wish)
    {
        if (wish.HostPort != 0)
        {
            for (int port = wish.HostPort; port <= Math.Max(wish.HostPort, wish.HostPortEnd); port++)
            {
                yield return (ushort)port;
            }

            yield break;
        }

        for (var tries = _lastEphemeral - _firstEphemeral + 1; tries > 0; tries--)
        {
            yield return NextEphemeral();
        }
    }

    private ushort NextEphemeral()
    {
        lock (_gate)
        {
            var port = _next;
            _next = port == _lastEphemeral ? _firstEphemeral : (ushort)(port + 1);
            return port;
        }
    }

    private static bool Overlap(IPAddress a, IPAddress b) =>
        a.AddressFamily == b.AddressFamily && (a.Equals(b) || IsAny(a) || IsAny(b));

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
