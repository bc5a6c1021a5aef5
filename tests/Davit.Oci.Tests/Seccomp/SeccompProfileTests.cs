using System.Text;
using Davit.Oci.Seccomp;

namespace Davit.Oci.Tests.Seccomp;

public sealed class SeccompProfileTests
{
    private static readonly Version Kernel = new(6, 1);

    [Fact]
    public void A_plain_oci_filter_is_read_as_it_is()
    {
        var spec = SeccompProfile.Parse("""
            { "defaultAction": "SCMP_ACT_ALLOW", "architectures": ["SCMP_ARCH_X86"], "flags": ["SECCOMP_FILTER_FLAG_LOG"],
              "listenerPath": "/run/l.sock",
              "syscalls": [{ "names": ["chmod"], "action": "SCMP_ACT_ERRNO", "errnoRet": 13, "args": [{ "index": 1, "value": 511, "valueTwo": 3, "op": "SCMP_CMP_MASKED_EQ" }] }] }
            """u8).For(new HashSet<string>(), "amd64", Kernel);
        Assert.Equal("SCMP_ACT_ALLOW", spec.DefaultAction);
        Assert.Equal(["SCMP_ARCH_X86"], spec.Architectures);
        Assert.Equal(["SECCOMP_FILTER_FLAG_LOG"], spec.Flags);
        Assert.Equal("/run/l.sock", spec.ListenerPath);
        var rule = Assert.Single(spec.Syscalls!);
        Assert.Equal(13u, rule.ErrnoRet);
        Assert.Equal(new(1, 511, 3), (rule.Args![0].Index, rule.Args[0].Value, rule.Args[0].ValueTwo));
    }

    [Fact]
    public void The_old_form_with_one_name_is_understood()
    {
        var spec = Parse("""{ "name": "chmod", "action": "SCMP_ACT_ERRNO" }""").For(new HashSet<string>(), "amd64", Kernel);
        Assert.Equal(["chmod"], Assert.Single(spec.Syscalls!).Names);
    }

    [Theory]
    [InlineData("""{ "caps": ["CAP_SYS_ADMIN"] }""", "CAP_SYS_ADMIN", true)]
    [InlineData("""{ "caps": ["CAP_SYS_ADMIN"] }""", "CAP_CHOWN", false)]
    [InlineData("""{ "caps": ["CAP_SYS_ADMIN", "CAP_CHOWN"] }""", "CAP_CHOWN", false)]
    [InlineData("""{ "arches": ["amd64", "x32"] }""", "CAP_CHOWN", true)]
    [InlineData("""{ "arches": ["arm64"] }""", "CAP_CHOWN", false)]
    [InlineData("""{ "minKernel": "4.8" }""", "CAP_CHOWN", true)]
    [InlineData("""{ "minKernel": "6.2" }""", "CAP_CHOWN", false)]
    public void Includes_must_all_hold(string includes, string capability, bool present)
    {
        var profile = Parse($$"""{ "names": ["mount"], "action": "SCMP_ACT_ERRNO", "includes": {{includes}} }""");
        Assert.Equal(present ? 1 : 0, profile.For(new HashSet<string> { capability }, "x86_64", Kernel).Syscalls!.Count);
    }

    [Theory]
    [InlineData("""{ "caps": ["CAP_SYS_ADMIN", "CAP_CHOWN"] }""", false)]
    [InlineData("""{ "caps": ["CAP_SYS_ADMIN"] }""", true)]
    [InlineData("""{ "arches": ["amd64"] }""", false)]
    [InlineData("""{ "minKernel": "6.2" }""", true)]
    public void One_exclude_is_enough(string excludes, bool present)
    {
        var profile = Parse($$"""{ "names": ["mount"], "action": "SCMP_ACT_ERRNO", "excludes": {{excludes}} }""");
        Assert.Equal(present ? 1 : 0, profile.For(new HashSet<string> { "CAP_CHOWN" }, "x86_64", Kernel).Syscalls!.Count);
    }

    [Theory]
    [InlineData("", "seccomp profile")]
    [InlineData("null", "null")]
    [InlineData("[]", "seccomp profile")]
    [InlineData("{}", "defaultAction")]
    [InlineData("""{ "defaultAction": 3 }""", "defaultAction")]
    [InlineData("""{ "defaultAction": "SCMP_ACT_ALLOW", "architectures": ["A"], "archMap": [{ "architecture": "B" }] }""", "archMap")]
    [InlineData("""{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [null] }""", "null")]
    [InlineData("""{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{ "action": "SCMP_ACT_LOG" }] }""", "neither")]
    [InlineData("""{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{ "name": "a", "names": ["b"], "action": "SCMP_ACT_LOG" }] }""", "either")]
    [InlineData("""{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{ "name": "a", "action": "SCMP_ACT_LOG", "includes": { "minKernel": "new" } }] }""", "new")]
    public void What_is_no_profile_is_refused_by_name(string json, string named) =>
        Assert.Contains(named, Assert.Throws<FormatException>(() => SeccompProfile.Parse(Encoding.UTF8.GetBytes(json))).Message, StringComparison.Ordinal);

    private static SeccompProfile Parse(string rule) =>
        SeccompProfile.Parse(Encoding.UTF8.GetBytes($$"""{ "defaultAction": "SCMP_ACT_ALLOW", "syscalls": [{{rule}}] }"""));
}
