using Davit.Runtime.Seccomp;
using Davit.Runtime.Seccomp.Syscalls;
using Davit.Runtime.Tests.Seccomp.Support;

namespace Davit.Runtime.Tests.Seccomp;

public sealed class SyscallTableTests
{
    [Theory]
    [InlineData("SCMP_ARCH_X86_64", SeccompArchitecture.X64)]
    [InlineData("SCMP_ARCH_X86", SeccompArchitecture.X86)]
    [InlineData("SCMP_ARCH_X32", SeccompArchitecture.X32)]
    [InlineData("SCMP_ARCH_AARCH64", SeccompArchitecture.Arm64)]
    [InlineData("SCMP_ARCH_ARM", SeccompArchitecture.Arm)]
    public void Numbers_agree_with_libseccomp_where_both_have_one(string name, object architecture)
    {
        Assert.SkipUnless(Libseccomp.IsInstalled, "libseccomp is not installed");
        var compared = 0;
        for (var index = 0; index < SyscallTable.Count; index++)
        {
            var call = SyscallTable.NameAt(index).ToString();
            var (ours, theirs) = (RuleModel.NumberOf(call, (SeccompArchitecture)architecture), Libseccomp.NumberOf(call, name));
            if (ours is { } number && theirs >= 0)
            {
                Assert.True(number == theirs, $"{call}: {number}, libseccomp says {theirs}");
                compared++;
            }
        }

        Assert.True(compared > 290, $"only {compared} calls were compared");
    }

    [Fact]
    public void Every_name_is_found_and_no_other()
    {
        for (var index = 0; index < SyscallTable.Count; index++)
        {
            Assert.Equal(index, SyscallTable.IndexOf(SyscallTable.NameAt(index)));
        }

        Assert.Equal(SyscallTable.Unknown, SyscallTable.IndexOf("rea"));
        Assert.Equal(SyscallTable.Unknown, SyscallTable.IndexOf("reads"));
        Assert.Equal(SyscallTable.Unknown, SyscallTable.IndexOf(""));
    }
}
