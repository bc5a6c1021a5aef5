using System.Net;
using CsCheck;
using Davit.Network.Ipam;

namespace Davit.Network.Tests.Ipam;

/// <summary>Subnets, and the choice of one that nothing on the host knows.</summary>
public sealed class SubnetTests
{
    [Theory]
    [InlineData("10.0.0.0/8", "10.1.2.0/24", true)]
    [InlineData("10.1.2.0/24", "10.0.0.0/8", true)]
    [InlineData("10.0.0.0/24", "10.0.1.0/24", false)]
    [InlineData("10.0.0.0/24", "10.0.0.0/24", true)]
    [InlineData("0.0.0.0/0", "10.0.0.0/24", true)]
    [InlineData("::/0", "10.0.0.0/24", false)]
    [InlineData("fd00::/8", "fd12::/64", true)]
    public void Subnets_overlap_where_one_holds_the_other(string a, string b, bool overlap) => Assert.Equal(overlap, Subnets.Overlap(IPNetwork.Parse(a), IPNetwork.Parse(b)));

    [Theory]
    [InlineData("172.17.0.1/16", "172.17.0.1", "172.17.0.0/16")]
    [InlineData("10.1.2.3/20", "10.1.2.3", "10.1.0.0/20")]
    [InlineData("10.1.2.3/0", "10.1.2.3", "0.0.0.0/0")]
    [InlineData("10.1.2.3/32", "10.1.2.3", "10.1.2.3/32")]
    [InlineData("fd00::5/64", "fd00::5", "fd00::/64")]
    public void An_address_with_a_prefix_is_split(string text, string address, string subnet)
    {
        var parsed = Subnets.Parse(text, "--bip");
        Assert.Equal((IPAddress.Parse(address), IPNetwork.Parse(subnet)), (parsed.Address, parsed.Subnet));
    }

    [Theory]
    [InlineData("172.17.0.1")]
    [InlineData("172.17.0.1/33")]
    [InlineData("172.17.0.1/-1")]
    [InlineData("172.17.0.1/")]
    [InlineData("172.17.0.1/ 16")]
    [InlineData("172.17.0.1/16/24")]
    [InlineData("172.17.0/16")]
    [InlineData("1/16")]
    [InlineData("0x0a000001/16")]
    [InlineData("010.0.0.1/16")]
    [InlineData("fd00::1/129")]
    [InlineData("x/16")]
    [InlineData("")]
    public void What_is_no_address_with_a_prefix_is_refused_with_its_option(string text)
    {
        var error = Assert.Throws<NetworkException>(() => Subnets.Parse(text, "--bip"));
        Assert.Equal((NetworkFailure.InvalidRequest, $"--bip: invalid CIDR address: {text}"), (error.Failure, error.Message));
    }

    [Theory]
    [InlineData("10.0.0.0/24", 1, "10.0.0.1")]
    [InlineData("10.0.0.0/16", 256, "10.0.1.0")]
    [InlineData("10.0.255.0/8", 257, "10.1.0.1")]
    [InlineData("fd00::/64", 1, "fd00::1")]
    [InlineData("fd00::ffff/64", 1, "fd00::1:0")]
    public void An_address_is_counted_from_the_first(string subnet, int offset, string expected)
    {
        var slash = subnet.IndexOf('/', StringComparison.Ordinal);
        var first = IPAddress.Parse(subnet[..slash]);
        Assert.Equal(expected, Subnets.At(new IPNetwork(first, 8 * first.GetAddressBytes().Length), offset).ToString());
    }

    [Fact]
    public void The_first_free_pool_is_dockers_first() => Assert.Equal("172.17.0.0/16", Choose([]));

    [Fact]
    public void The_pools_are_those_of_docker()
    {
        var taken = new List<IPNetwork>();
        string[] expected = [.. Enumerable.Range(17, 15).Select(number => $"172.{number}.0.0/16"), .. Enumerable.Range(0, 16).Select(number => $"192.168.{number * 16}.0/20")];
        foreach (var subnet in expected)
        {
            Assert.Equal(subnet, Choose(taken));
            taken.Add(IPNetwork.Parse(subnet));
        }

        var error = Assert.Throws<NetworkException>(() => SubnetChooser.Choose([], taken));
        Assert.Equal(NetworkFailure.Exhausted, error.Failure);
        Assert.StartsWith("could not find an available, non-overlapping IPv4 address pool among the defaults to assign to the network", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("172.17.42.0/24", "172.18.0.0/16")] // a route to a part
    [InlineData("172.17.0.1/32", "172.18.0.0/16")] // a route to a host
    [InlineData("172.16.0.0/12", "192.168.0.0/20")] // a VPN for all of it
    [InlineData("172.16.0.0/16", "172.17.0.0/16")] // a neighbour
    [InlineData("0.0.0.0/0", "172.17.0.0/16")] // the default route leads everywhere and means nothing
    [InlineData("fd00::/8", "172.17.0.0/16")]
    public void What_the_host_has_a_route_to_is_left_alone(string route, string expected) => Assert.Equal(expected, Choose([IPNetwork.Parse(route)]));

    [Fact]
    public void Half_of_the_internet_by_two_routes_leaves_nothing() => // as OpenVPN's redirect-gateway def1 does
        Assert.Throws<NetworkException>(() => SubnetChooser.Choose([], [IPNetwork.Parse("0.0.0.0/1"), IPNetwork.Parse("128.0.0.0/1")]));

    [Fact]
    public void Ones_own_pools_are_cut_to_size()
    {
        AddressPoolOption[] pools = [new("10.10.0.0/23", 24), new("10.20.0.0/24", 24)];
        var taken = new List<IPNetwork>();
        foreach (var expected in new[] { "10.10.0.0/24", "10.10.1.0/24", "10.20.0.0/24" })
        {
            var chosen = SubnetChooser.Choose(pools, taken);
            Assert.Equal(expected, chosen.ToString());
            taken.Add(chosen);
        }

        Assert.Throws<NetworkException>(() => SubnetChooser.Choose(pools, taken));
    }

    [Theory]
    [InlineData("10.0.0.0/16", 15)]
    [InlineData("10.0.0.0/16", 31)]
    [InlineData("10.0.0.0/16", 33)]
    [InlineData("10.0.0.0/16", -1)]
    [InlineData("fd00::/64", 80)]
    [InlineData("10.0.0.0", 24)]
    public void A_pool_that_makes_no_sense_is_refused(string range, int size) =>
        Assert.Equal(NetworkFailure.InvalidRequest, Assert.Throws<NetworkException>(() => SubnetChooser.Choose([new AddressPoolOption(range, size)], [])).Failure);

    [Fact]
    public void The_choice_overlaps_with_nothing_that_is_taken() =>
        Gen.Select(Gen.UInt, Gen.Int[8, 32]).List[0, 30].Sample(routes =>
        {
            var taken = routes.ConvertAll(route => Network(0xac100000 | (route.Item1 & 0x000fffff), Math.Max(route.Item2, 14)));
            try
            {
                var chosen = SubnetChooser.Choose([], taken);
                Assert.DoesNotContain(taken, network => Subnets.Overlap(network, chosen));
            }
            catch (NetworkException error)
            {
                Assert.Equal(NetworkFailure.Exhausted, error.Failure);
            }
        });

    private static IPNetwork Network(uint address, int prefix)
    {
        var bytes = new byte[4];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(bytes, address);
        return new IPNetwork(Subnets.Base(new IPAddress(bytes), prefix), prefix);
    }

    private static string Choose(IReadOnlyCollection<IPNetwork> taken) => SubnetChooser.Choose([], taken).ToString();
}
