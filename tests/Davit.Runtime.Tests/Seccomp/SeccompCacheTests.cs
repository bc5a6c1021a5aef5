using Davit.Oci.Runtime;
using Davit.Oci.Security;
using Davit.Oci.Seccomp;
using Davit.Runtime.Seccomp;

namespace Davit.Runtime.Tests.Seccomp;

public sealed class SeccompCacheTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("davit-seccomp-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Equal_specifications_share_one_program()
    {
        SeccompSpec Spec() => DefaultSeccompProfile.For(DefaultCapabilities.Container.ToHashSet(), "amd64");
        Assert.Same(SeccompCompiler.Compile(Spec()), SeccompCompiler.Compile(Spec()));
        Assert.NotSame(SeccompCompiler.Compile(Spec()), SeccompCompiler.Compile(Spec() with { DefaultErrnoRet = 2 }));
    }

    [Fact]
    public void A_compiled_filter_is_found_again_on_disk()
    {
        var spec = new SeccompSpec { DefaultAction = "SCMP_ACT_ALLOW", DefaultErrnoRet = 77, Syscalls = [new SyscallRuleSpec { Names = ["mkdir"], Action = "SCMP_ACT_NOTIFY" }] };
        var program = SeccompCompiler.Compile(spec, _directory);
        var again = SeccompCache.Read(Assert.Single(Directory.GetFiles(_directory)), SeccompKey.Of(spec, SeccompArchitectures.Native));
        Assert.Equal(program.Code.ToArray(), again!.Code.ToArray());
        Assert.Equal((program.Flags, program.NeedsListener), (again.Flags, again.NeedsListener));
    }

    [Fact]
    public void A_file_of_another_filter_or_a_damaged_one_is_not_believed()
    {
        var spec = new SeccompSpec { DefaultAction = "SCMP_ACT_ALLOW", DefaultErrnoRet = 78 };
        SeccompCompiler.Compile(spec, _directory);
        var path = Assert.Single(Directory.GetFiles(_directory));
        var key = SeccompKey.Of(spec, SeccompArchitectures.Native);
        Assert.Null(SeccompCache.Read(path, key.Replace("78", "79", StringComparison.Ordinal)));
        var content = File.ReadAllBytes(path);
        for (var length = 0; length < content.Length; length++)
        {
            File.WriteAllBytes(path, content[..length]);
            Assert.True(SeccompCache.Read(path, key) is not { } read || read.Code.Length % 8 == 0);
        }
    }
}
