using Davit.Oci.Runtime;
using Davit.Oci.Security;
using Davit.Oci.Seccomp;

namespace Davit.Oci.Tests.Seccomp;

public sealed class DefaultSeccompProfileTests
{
    public static TheoryData<string, string[]> Containers
    {
        get
        {
            var data = new TheoryData<string, string[]>();
            foreach (var architecture in new[] { "amd64", "arm64", "s390x", "riscv64" })
            {
                data.Add(architecture, []);
                data.Add(architecture, [.. DefaultCapabilities.Container]);
                data.Add(architecture, [.. DefaultCapabilities.All]);
                foreach (var capability in DefaultCapabilities.All)
                {
                    data.Add(architecture, [capability]);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Containers))]
    public void Every_call_is_treated_as_in_docker_s_profile(string architecture, string[] capabilities)
    {
        var reference = Reference();
        Assert.SkipWhen(reference is null, "docker's profile is not on this machine");
        var theirs = SeccompProfile.Parse(reference).For(capabilities.ToHashSet(), architecture, new Version(6, 1));
        var ours = DefaultSeccompProfile.For(capabilities.ToHashSet(), architecture);
        Assert.Equal(theirs.DefaultAction, ours.DefaultAction);
        Assert.Equal(theirs.DefaultErrnoRet, ours.DefaultErrnoRet);
        Assert.Equal(theirs.Architectures, ours.Architectures);
        var (expected, actual) = (ByCall(theirs), ByCall(ours));
        Assert.Empty(expected.Keys.Except(actual.Keys));
        Assert.Empty(actual.Keys.Except(expected.Keys));
        Assert.All(expected, call => Assert.Equal(call.Value, actual[call.Key]));
    }

    [Fact]
    public void A_plain_container_makes_no_namespaces_and_mounts_nothing()
    {
        var calls = ByCall(DefaultSeccompProfile.For(DefaultCapabilities.Container.ToHashSet(), "x86_64"));
        Assert.DoesNotContain("mount", calls.Keys);
        Assert.DoesNotContain("unshare", calls.Keys);
        Assert.DoesNotContain("io_uring_setup", calls.Keys);
        Assert.DoesNotContain("keyctl", calls.Keys);
        Assert.Equal("SCMP_ACT_ERRNO 38 ", Assert.Single(calls["clone3"]));
        Assert.Equal("SCMP_ACT_ALLOW  0 SCMP_CMP_MASKED_EQ 2114060288 0", Assert.Single(calls["clone"]));
        Assert.Contains("SCMP_ACT_ALLOW  ", calls["chroot"]);
    }

    [Fact]
    public void An_administrator_s_container_mounts()
    {
        var calls = ByCall(DefaultSeccompProfile.For(new HashSet<string> { "CAP_SYS_ADMIN" }, "x86_64"));
        Assert.Equal("SCMP_ACT_ALLOW  ", Assert.Single(calls["mount"]));
        Assert.Equal("SCMP_ACT_ALLOW  ", Assert.Single(calls["clone"]));
        Assert.Equal("SCMP_ACT_ALLOW  ", Assert.Single(calls["clone3"]));
    }

    private static SortedDictionary<string, SortedSet<string>> ByCall(SeccompSpec spec)
    {
        var calls = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var rule in spec.Syscalls!)
        {
            var text = $"{rule.Action} {rule.ErrnoRet} {string.Join(" and ", (rule.Args ?? []).Select(a => $"{a.Index} {a.Op} {a.Value} {a.ValueTwo}"))}";
            foreach (var name in rule.Names)
            {
                if (!calls.TryGetValue(name, out var texts))
                {
                    calls.Add(name, texts = new SortedSet<string>(StringComparer.Ordinal));
                }

                texts.Add(text);
            }
        }

        return calls;
    }

    /// <summary>Docker's file, which is not ours to ship, lies beside the repository on the project's machines.</summary>
    private static byte[]? Reference()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            var path = Path.Combine(directory.FullName, "shared", "reference", "docker-seccomp-default.json");
            if (File.Exists(path))
            {
                return File.ReadAllBytes(path);
            }
        }

        return null;
    }
}
