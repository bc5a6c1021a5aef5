using Davit.Engine.Specs;

namespace Davit.Engine.Tests.Specs;

public sealed class CapabilityPartTests
{
    [Theory]
    [InlineData("NET_ADMIN")]
    [InlineData("cap_net_admin")]
    [InlineData("Net_Admin")]
    public void Names_may_be_written_in_every_usual_way(string name) =>
        Assert.Contains("CAP_NET_ADMIN", CapabilityPart.Resolve(false, [name], null));

    [Fact]
    public void Dropping_all_and_adding_one_leaves_one() =>
        Assert.Equal(["CAP_CHOWN"], CapabilityPart.Resolve(false, ["CHOWN"], ["ALL"]));

    [Fact]
    public void Adding_all_and_dropping_one_leaves_the_rest()
    {
        var capabilities = CapabilityPart.Resolve(false, ["ALL"], ["SYS_ADMIN"]);
        Assert.Equal(40, capabilities.Count);
        Assert.DoesNotContain("CAP_SYS_ADMIN", capabilities);
    }

    [Fact]
    public void An_unknown_name_is_noticed() => Assert.False(CapabilityPart.IsKnown("SYS_GOD"));
}
