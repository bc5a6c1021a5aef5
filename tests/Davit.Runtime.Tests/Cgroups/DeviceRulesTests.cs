using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;
using Davit.Runtime.Cgroups.Devices;

namespace Davit.Runtime.Tests.Cgroups;

public sealed class DeviceRulesTests
{
    private static readonly DeviceCgroupSpec DenyAll = new() { Allow = false, Access = "rwm" };

    [Fact]
    public void A_container_that_forbids_everything_keeps_the_basic_devices()
    {
        var rules = DeviceRules.Read([DenyAll]);
        Assert.False(rules.AllowedByDefault);
        Assert.Equal(DeviceRules.Basic, rules.Exceptions);
    }

    [Fact]
    public void The_last_rule_for_everything_wins()
    {
        var rules = DeviceRules.Read([DenyAll, Device('c', 10, 229, "rwm"), new DeviceCgroupSpec { Allow = true, Type = "a", Access = "rwm" }]);
        Assert.True(rules.AllowedByDefault);
        Assert.Empty(rules.Exceptions);
    }

    [Fact]
    public void Access_to_the_same_numbers_is_added_up_and_taken_back()
    {
        var rules = DeviceRules.Read([DenyAll, Device('b', 8, 0, "r"), Device('b', 8, 0, "w"), Device('b', 8, 0, "r") with { Allow = false }]);
        Assert.Equal("b 8:0 w", rules.Exceptions[0].ToString());
    }

    [Fact]
    public void Rules_are_written_as_the_kernel_reads_them()
    {
        Assert.Equal("c *:* m", DeviceRules.Basic[0].ToString());
        Assert.Equal("c 136:* rwm", DeviceRules.Basic[^1].ToString());
        Assert.Equal(DeviceRules.Basic[2], DeviceRule.ParseLine("c 1:3 rwm"));
        Assert.Null(DeviceRule.ParseLine("a *:* rwm"));
    }

    [Fact]
    public void The_difference_of_two_lists_is_what_has_to_be_written()
    {
        var before = DeviceRules.Read([DenyAll, Device('b', 8, 0, "rw"), Device('c', 10, 200, "rwm")]);
        var after = DeviceRules.Read([DenyAll, Device('b', 8, 0, "rwm")]);
        Assert.Equal(["b 8:0 m"], after.Without(before).Select(rule => rule.ToString()));
        Assert.Equal(["c 10:200 rwm"], before.Without(after).Select(rule => rule.ToString()));
    }

    [Theory]
    [InlineData("x", 1L, "r")]
    [InlineData("c", -2L, "r")]
    [InlineData("c", 5_000_000_000L, "r")]
    [InlineData("c", 1L, "rx")]
    public void A_malformed_rule_is_refused(string type, long major, string access) =>
        Assert.Throws<CgroupException>(() => DeviceRules.Read([new DeviceCgroupSpec { Allow = true, Type = type, Major = major, Access = access }]));

    [Fact]
    public void The_filter_decides_as_the_rules_say()
    {
        DeviceCgroupSpec[][] lists =
        [
            [DenyAll],
            [DenyAll, Device('b', 8, null, "r"), Device('c', 10, 229, "rw"), Device('b', 8, 1, "w")],
            [new DeviceCgroupSpec { Allow = true, Type = "a" }],
            [Device('c', 10, 229, "w") with { Allow = false }, Device('b', null, null, "m") with { Allow = false }],
            [DenyAll, new DeviceCgroupSpec { Allow = true, Type = "a", Major = 7, Access = "rw" }],
        ];
        foreach (var rules in lists.Select(DeviceRules.Read))
        {
            var code = DeviceFilter.Compile(rules);
            foreach (var kind in new[] { 'b', 'c' })
            {
                foreach (var (major, minor) in new[] { (1u, 3u), (5u, 0u), (8u, 0u), (8u, 1u), (10u, 229u), (136u, 77u), (7u, 0u), (uint.MaxValue, 1u) })
                {
                    for (var access = 1; access <= 7; access++)
                    {
                        Assert.Equal(Allows(rules, kind, major, minor, (DeviceAccess)access), EbpfMachine.Run(code, kind, major, minor, access) == 1);
                    }
                }
            }
        }
    }

    private static bool Allows(DeviceRules rules, char kind, uint major, uint minor, DeviceAccess access)
    {
        var matching = rules.Exceptions.Where(rule => rule.Kind == kind && (rule.Major ?? major) == major && (rule.Minor ?? minor) == minor);
        return rules.AllowedByDefault
            ? !matching.Any(rule => (rule.Access & access) != 0)
            : matching.Any(rule => (access & ~rule.Access) == 0);
    }

    private static DeviceCgroupSpec Device(char kind, long? major, long? minor, string access) =>
        new() { Allow = true, Type = kind.ToString(), Major = major, Minor = minor, Access = access };
}
