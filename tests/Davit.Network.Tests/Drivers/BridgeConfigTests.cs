using System.Net;
using Davit.Network.Drivers;
using Davit.Network.State;

namespace Davit.Network.Tests.Drivers;

/// <summary>The daemon's options for the default bridge, and all that is wrong with them at once.</summary>
public sealed class BridgeConfigTests
{
    private static readonly NetworkOptions s_plain = new() { StateDirectory = "/s", RuntimeDirectory = "/r", NetnsDirectory = "/n" };

    [Fact]
    public void Without_options_it_is_our_own_bridge_with_a_subnet_to_choose()
    {
        var config = Read(s_plain);
        Assert.Equal(("davit0", false, null, null, 0, true, true), (config.LinkName, config.Foreign, config.Range, config.SubnetV6, config.Mtu, config.Masquerade, config.InterContainerCommunication));
        Assert.Null(config.Fixed);
    }

    [Fact]
    public void Options_are_taken_over()
    {
        var config = Read(s_plain with
        {
            BridgeAddress = "10.1.0.1/16", FixedCidr = "10.1.2.0/24", DefaultGateway = IPAddress.Parse("10.1.0.254"), FixedCidrV6 = "fd00:1::/64", Mtu = 1400,
            IpMasquerade = false, InterContainerCommunication = false, DefaultBindAddress = IPAddress.Loopback,
        });
        Assert.Equal((IPAddress.Parse("10.1.0.1"), IPNetwork.Parse("10.1.0.0/16")), config.Fixed);
        Assert.Equal((IPNetwork.Parse("10.1.2.0/24"), IPNetwork.Parse("fd00:1::/64"), IPAddress.Parse("10.1.0.254")), (config.Range!.Value, config.SubnetV6!.Value, config.Gateway));
        Assert.Equal((1400, false, false, IPAddress.Loopback), (config.Mtu, config.Masquerade, config.InterContainerCommunication, config.HostBinding));
    }

    [Theory]
    [InlineData("br0", true)]
    [InlineData("davit0", false)]
    public void A_bridge_of_somebody_else_is_foreign(string name, bool foreign) => Assert.Equal((name, foreign), (Read(s_plain with { BridgeName = name }).LinkName, Read(s_plain with { BridgeName = name }).Foreign));

    [Theory]
    [InlineData("10.0.0.0/24")] // the subnet's own name
    [InlineData("10.0.0.1/31")]
    [InlineData("10.0.0.1/7")]
    [InlineData("10.0.0.1")]
    [InlineData("fd00::1/64")]
    public void A_bip_that_is_no_host_of_a_subnet_is_refused(string address) => Assert.Contains("--bip", Refusal(s_plain with { BridgeAddress = address }), StringComparison.Ordinal);

    [Theory]
    [InlineData("10.2.0.0/24", "10.1.0.1/16")]
    [InlineData("10.0.0.0/8", "10.1.0.1/16")]
    [InlineData("10.1.0.0/24", null)]
    [InlineData("fd00::/64", "10.1.0.1/16")]
    public void A_range_outside_of_the_subnet_is_refused(string range, string? address) =>
        Assert.Contains("--fixed-cidr", Refusal(s_plain with { FixedCidr = range, BridgeAddress = address }), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("0123456789abcdef")]
    public void A_name_that_no_link_can_have_is_refused(string name) => Assert.Contains("--bridge", Refusal(s_plain with { BridgeName = name }), StringComparison.Ordinal);

    [Theory]
    [InlineData(67)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_mtu_out_of_bounds_is_refused(int mtu) => Assert.Contains("--mtu", Refusal(s_plain with { Mtu = mtu }), StringComparison.Ordinal);

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once()
    {
        var message = Refusal(s_plain with { BridgeName = "br0", BridgeAddress = "10.0.0.1/24", FixedCidrV6 = "10.0.0.0/8", Mtu = 1, DefaultGateway = IPAddress.Parse("10.9.0.1") });
        Assert.Equal(4, message.Split("; ").Length);
        Assert.All(["--bridge and --bip are mutually exclusive options", "--fixed-cidr-v6", "--mtu", "--default-gateway"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    private static BridgeConfig Read(NetworkOptions options) => BridgeConfigs.ForDefault(options, new NetworkNames(options.InstanceName));

    private static string Refusal(NetworkOptions options)
    {
        var error = Assert.Throws<NetworkException>(() => Read(options));
        Assert.Equal(NetworkFailure.InvalidRequest, error.Failure);
        return error.Message;
    }
}
