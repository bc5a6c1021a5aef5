using Davit.Network.State;

namespace Davit.Network.Tests.State;

/// <summary>Names of kernel objects, by which daemons side by side tell their own.</summary>
public sealed class NetworkNamesTests
{
    private static readonly string[] s_instances = ["", "a", "b", "a-b", "a_b", "test", "an-instance-with-a-long-name", "/var/lib/davit", "ü"];

    [Fact]
    public void The_only_daemon_has_the_plain_names() => Assert.Equal(("davit0", "davit"), (new NetworkNames("").Bridge, new NetworkNames("").Table));

    [Fact]
    public void Names_fit_into_the_kernels_fields() => Assert.All(s_instances.Select(instance => new NetworkNames(instance)), names =>
    {
        Assert.Matches("^[A-Za-z0-9_-]{1,15}$", names.Bridge);
        Assert.Matches("^[A-Za-z_][A-Za-z0-9_]*$", names.Table); // an identifier of nft(8)
        Assert.Matches("^dv[0-9a-f]{13}$", names.LinkOf(new string('a', 64)));
        Assert.Equal(6, names.BridgeMac.Length);
        Assert.Equal(2, names.BridgeMac[0] & 3); // locally administered, unicast
    });

    [Fact]
    public void No_two_daemons_share_a_name()
    {
        var names = s_instances.Select(instance => new NetworkNames(instance)).ToList();
        Assert.Equal(names.Count, names.Select(name => name.Bridge).Distinct().Count());
        Assert.Equal(names.Count, names.Select(name => name.Table).Distinct().Count());
        Assert.Equal(names.Count, names.Select(name => name.LinkPrefix).Distinct().Count());
        Assert.Equal(names.Count, names.Select(name => Convert.ToHexString(name.BridgeMac)).Distinct().Count());
    }

    [Fact]
    public void Names_are_the_same_after_a_restart() => Assert.Equal(new NetworkNames("test").Table, new NetworkNames("test").Table);
}
