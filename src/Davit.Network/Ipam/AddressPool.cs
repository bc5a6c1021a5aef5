using System.Buffers.Binary;
using System.Net;

namespace Davit.Network.Ipam;

/// <summary>
/// The addresses of one subnet that containers get, IPv4 or IPv6. Next-fit: an address comes back only after all others were used, so
/// that old neighbours and connections of its former owner have died. In memory; the endpoint records are what is kept. Thread-safe.
/// </summary>
internal sealed class AddressPool
{
    private readonly Lock _gate = new();
    private readonly HashSet<UInt128> _used = [];
    private readonly IPNetwork _subnet;
    private readonly UInt128 _first;
    private readonly UInt128 _last;
    private readonly bool _isV4;
    private UInt128 _next;

    /// <param name="subnet">Every address that may be asked for.</param>
    /// <param name="range">The part that is handed out unasked; null: all of it.</param>
    public AddressPool(IPNetwork subnet, IPNetwork? range = null)
    {
        _subnet = subnet;
        _isV4 = subnet.BaseAddress.GetAddressBytes().Length == 4;
        var part = range ?? subnet;
        _first = Number(part.BaseAddress);
        _last = _first + Size(part) - 1;
        Exclude(subnet);
        _next = _first;
    }

    /// <summary>The next free address.</summary>
    /// <exception cref="NetworkException">None is left.</exception>
    public IPAddress Take()
    {
        lock (_gate)
        {
            var candidate = _next;
            do
            {
                var current = candidate;
                candidate = candidate == _last ? _first : candidate + 1;
                if (_used.Add(current))
                {
                    _next = candidate;
                    return Address(current);
                }
            }
            while (candidate != _next);
        }

        throw new NetworkException(NetworkFailure.Exhausted, $"no available IPv{(_isV4 ? 4 : 6)} addresses on this network's address pool: {_subnet}");
    }

    /// <summary>That very address.</summary>
    /// <exception cref="NetworkException">It is in use, or not of this subnet.</exception>
    public void Take(IPAddress address)
    {
        if (!TryTake(address))
        {
            throw new NetworkException(NetworkFailure.Conflict, $"address {address} is already in use");
        }
    }

    /// <summary>The same; false when it is in use.</summary>
    public bool TryTake(IPAddress address)
    {
        if (!_subnet.Contains(address))
        {
            throw new NetworkException(NetworkFailure.InvalidRequest, $"address {address} is not in the network's subnet {_subnet}");
        }

        lock (_gate)
        {
            return _used.Add(Number(address));
        }
    }

    public void Release(IPAddress address)
    {
        lock (_gate)
        {
            _used.Remove(Number(address));
        }
    }

    /// <summary>The first and last address of a subnet name the subnet and all of its members; neither may be a host's (RFC 919, RFC 4291 2.6.1).</summary>
    private void Exclude(IPNetwork subnet)
    {
        var bits = _isV4 ? 32 : 128;
        if (subnet.PrefixLength >= bits - 1)
        {
            return; // point-to-point: RFC 3021, RFC 6164
        }

        var start = Number(subnet.BaseAddress);
        _used.Add(start);
        if (_isV4)
        {
            _used.Add(start + Size(subnet) - 1);
        }
    }

    private UInt128 Size(IPNetwork network)
    {
        var hostBits = (_isV4 ? 32 : 128) - network.PrefixLength;
        return hostBits >= 128 ? UInt128.MaxValue : UInt128.One << hostBits;
    }

    private UInt128 Number(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        return _isV4 ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    private IPAddress Address(UInt128 number)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, number);
        return new IPAddress(_isV4 ? bytes.AsSpan(12) : bytes);
    }
}
