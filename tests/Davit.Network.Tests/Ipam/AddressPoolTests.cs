using System.Net;
using CsCheck;
using Davit.Network.Ipam;

namespace Davit.Network.Tests.Ipam;

public sealed class AddressPoolTests
{
    [Fact]
    public void Addresses_are_handed_out_in_order_without_those_of_the_subnet_itself() =>
        Assert.Equal(["10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6"], TakeAll(Pool("10.0.0.0/29")));

    [Fact]
    public void An_address_comes_back_only_after_all_others()
    {
        var pool = Pool("10.0.0.0/29");
        var first = pool.Take();
        pool.Take();
        pool.Release(first);
        Assert.Equal(["10.0.0.3", "10.0.0.4", "10.0.0.5", "10.0.0.6", "10.0.0.1"], TakeAll(pool));
    }

    [Fact]
    public void An_exhausted_pool_says_so_and_goes_on_after_a_release()
    {
        var pool = Pool("10.0.0.0/30");
        Assert.Equal(2, TakeAll(pool).Count);
        var error = Assert.Throws<NetworkException>(() => pool.Take());
        Assert.Equal((NetworkFailure.Exhausted, "no available IPv4 addresses on this network's address pool: 10.0.0.0/30"), (error.Failure, error.Message));
        pool.Release(IPAddress.Parse("10.0.0.2"));
        Assert.Equal("10.0.0.2", pool.Take().ToString());
    }

    [Fact]
    public void A_reserved_address_is_not_handed_out()
    {
        var pool = Pool("10.0.0.0/29");
        pool.Take(IPAddress.Parse("10.0.0.1")); // the gateway
        pool.Take(IPAddress.Parse("10.0.0.3"));
        Assert.Equal(["10.0.0.2", "10.0.0.4", "10.0.0.5", "10.0.0.6"], TakeAll(pool));
    }

    [Fact]
    public void An_address_in_use_is_a_conflict_and_can_be_asked_about()
    {
        var pool = Pool("10.0.0.0/24");
        pool.Take(IPAddress.Parse("10.0.0.9"));
        Assert.Equal(NetworkFailure.Conflict, Assert.Throws<NetworkException>(() => pool.Take(IPAddress.Parse("10.0.0.9"))).Failure);
        Assert.False(pool.TryTake(IPAddress.Parse("10.0.0.9")));
        pool.Release(IPAddress.Parse("10.0.0.9"));
        Assert.True(pool.TryTake(IPAddress.Parse("10.0.0.9")));
    }

    [Theory]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.255")]
    public void The_names_of_subnet_and_broadcast_cannot_be_asked_for(string address) =>
        Assert.Equal(NetworkFailure.Conflict, Assert.Throws<NetworkException>(() => Pool("10.0.0.0/24").Take(IPAddress.Parse(address))).Failure);

    [Theory]
    [InlineData("10.0.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("fd00::1")]
    public void An_address_of_another_subnet_is_refused(string address) =>
        Assert.Equal(NetworkFailure.InvalidRequest, Assert.Throws<NetworkException>(() => Pool("10.0.0.0/24").TryTake(IPAddress.Parse(address))).Failure);

    [Fact]
    public void Only_the_range_is_handed_out_but_the_whole_subnet_may_be_asked_for()
    {
        var pool = Pool("10.0.0.0/24", "10.0.0.128/30");
        pool.Take(IPAddress.Parse("10.0.0.7"));
        Assert.Equal(["10.0.0.128", "10.0.0.129", "10.0.0.130", "10.0.0.131"], TakeAll(pool));
    }

    [Theory]
    [InlineData("10.0.0.0/24", "10.0.0.0/30", 3)]
    [InlineData("10.0.0.0/24", "10.0.0.252/30", 3)]
    public void A_range_at_the_border_leaves_out_the_subnets_own(string subnet, string range, int count) => Assert.Equal(count, TakeAll(Pool(subnet, range)).Count);

    [Theory]
    [InlineData("10.0.0.0/31", 2)]
    [InlineData("10.0.0.1/32", 1)]
    [InlineData("fd00::/127", 2)]
    [InlineData("fd00::/126", 3)]
    public void The_smallest_subnets_give_what_they_have(string subnet, int count) => Assert.Equal(count, TakeAll(Pool(subnet)).Count);

    [Theory]
    [InlineData("fd00::/64", "fd00::1")]
    [InlineData("::/0", "::1")]
    [InlineData("0.0.0.0/0", "0.0.0.1")]
    public void The_largest_subnets_begin_after_their_own_name(string subnet, string first) => Assert.Equal(first, Pool(subnet).Take().ToString());

    [Fact]
    public void Ipv6_wraps_around_within_its_range()
    {
        var pool = Pool("fd00::/64", "fd00::ff00/126");
        Assert.Equal(["fd00::ff00", "fd00::ff01", "fd00::ff02", "fd00::ff03"], TakeAll(pool));
        Assert.Contains("IPv6", Assert.Throws<NetworkException>(() => pool.Take()).Message, StringComparison.Ordinal);
        pool.Release(IPAddress.Parse("fd00::ff01"));
        Assert.Equal("fd00::ff01", pool.Take().ToString());
    }

    [Fact]
    public void No_address_is_given_twice_whatever_is_taken_and_given_back() => Gen.Bool.Array[1, 200].Sample(steps =>
    {
        var pool = Pool("10.0.0.0/28");
        var held = new HashSet<IPAddress>();
        foreach (var take in steps)
        {
            if (take && held.Count < 14)
            {
                Assert.True(held.Add(pool.Take()));
            }
            else if (held.Count > 0)
            {
                var address = held.First();
                held.Remove(address);
                pool.Release(address);
            }
        }
    });

    [Fact]
    public void Many_threads_get_different_addresses()
    {
        var pool = Pool("10.0.0.0/22");
        var taken = Enumerable.Range(0, 1000).AsParallel().WithDegreeOfParallelism(8).Select(_ => pool.Take()).ToList();
        Assert.Equal(1000, taken.Distinct().Count());
    }

    private static AddressPool Pool(string subnet, string? range = null) => new(IPNetwork.Parse(subnet), range is null ? null : IPNetwork.Parse(range));

    private static List<string> TakeAll(AddressPool pool)
    {
        var all = new List<string>();
        try
        {
            while (all.Count < 1000)
            {
                all.Add(pool.Take().ToString());
            }
        }
        catch (NetworkException error) when (error.Failure == NetworkFailure.Exhausted)
        {
            return all;
        }

        throw new InvalidOperationException("the pool has no end");
    }
}
