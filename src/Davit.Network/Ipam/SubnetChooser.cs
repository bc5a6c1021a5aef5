using System.Buffers.Binary;
using System.Net;

namespace Davit.Network.Ipam;

/// <summary>Finds a subnet for a new network that collides with nothing the host knows.</summary>
internal static class SubnetChooser
{
    /// <summary>Docker's local pools: 172.17.0.0/16 to 172.31.0.0/16, then 192.168.0.0/16 in pieces of /20.</summary>
    public static IReadOnlyList<AddressPoolOption> DefaultPools { get; } =
    [
        new("172.17.0.0/16", 16), new("172.18.0.0/16", 16), new("172.19.0.0/16", 16), new("172.20.0.0/14", 16),
        new("172.24.0.0/14", 16), new("172.28.0.0/14", 16), new("192.168.0.0/16", 20),
    ];

    /// <param name="taken">Routes and addresses of the host, subnets of other networks. Default routes do not count.</param>
    /// <exception cref="NetworkException">Everything is taken.</exception>
    public static IPNetwork Choose(IReadOnlyList<AddressPoolOption> pools, IReadOnlyCollection<IPNetwork> taken)
    {
        foreach (var pool in pools.Count == 0 ? DefaultPools : pools)
        {
            foreach (var candidate in Split(pool))
            {
                if (!taken.Any(network => network.PrefixLength > 0 && Subnets.Overlap(network, candidate)))
                {
                    return candidate;
                }
            }
        }

        throw new NetworkException(
            NetworkFailure.Exhausted,
            "could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network; give one with --bip");
    }

    private static IEnumerable<IPNetwork> Split(AddressPoolOption pool)
    {
        var (_, range) = Subnets.Parse(pool.Base, "--default-address-pool");
        if (range.BaseAddress.GetAddressBytes().Length != 4 || pool.Size < range.PrefixLength || pool.Size > 30)
        {
            throw new NetworkException(
                NetworkFailure.InvalidRequest, $"--default-address-pool: size {pool.Size} does not fit into {pool.Base}");
        }

        var start = BinaryPrimitives.ReadUInt32BigEndian(range.BaseAddress.GetAddressBytes());
        var count = 1L << (pool.Size - range.PrefixLength);
        for (long i = 0; i < count; i++)
        {
            var bytes = new byte[4];
            BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)(start + (i << (32 - pool.Size))));
            yield return new IPNetwork(new IPAddress(bytes), pool.Size);
        }
    }
}
