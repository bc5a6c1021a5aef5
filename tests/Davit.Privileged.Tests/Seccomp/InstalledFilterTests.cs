using System.Diagnostics;
using System.Globalization;
using Davit.Oci.Runtime;
using Davit.Oci.Security;
using Davit.Oci.Seccomp;
using Davit.Runtime.Seccomp;

namespace Davit.Privileged.Tests.Seccomp;

/// <summary>Filters that the kernel really enforces, on programs that are really run.</summary>
public sealed class InstalledFilterTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("davit-filter-").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Fact]
    public void Programs_run_under_the_default_filter_and_cannot_mount()
    {
        var spec = DefaultSeccompProfile.For(DefaultCapabilities.Container.ToHashSet(), "amd64");
        Assert.Equal("hello", Run(spec, "/bin/sh", "-c", "ls /proc >/dev/null && echo hello").Output);
        var (_, output) = Run(spec, "/bin/sh", "-c", "mount -t tmpfs none " + _directory + " 2>&1; unshare -m true 2>&1");
        Assert.Contains("unshare failed: Operation not permitted", output, StringComparison.Ordinal);
        Assert.DoesNotContain(_directory, File.ReadAllText("/proc/self/mountinfo"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_fails_with_the_errno_of_its_rule()
    {
        var spec = Rule(new SyscallRuleSpec { Names = ["mkdir", "mkdirat"], Action = "SCMP_ACT_ERRNO", ErrnoRet = 28 });
        var (_, output) = Run(spec, "/bin/sh", "-c", "mkdir " + _directory + "/x 2>&1");
        Assert.Contains("No space left on device", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_killing_rule_kills()
    {
        var spec = Rule(new SyscallRuleSpec { Names = ["mkdir", "mkdirat"], Action = "SCMP_ACT_KILL_PROCESS" });
        Assert.Equal(128 + 31, Run(spec, "/bin/sh", "-c", "mkdir " + _directory + "/x; exit $?").Status);
    }

    [Fact]
    public void An_argument_decides()
    {
        // kill(pid, 0) is allowed, kill(pid, SIGTERM) is not.
        var spec = Rule(new SyscallRuleSpec
        {
            Names = ["kill"],
            Action = "SCMP_ACT_ERRNO",
            ErrnoRet = 13,
            Args = [new SyscallArgSpec { Index = 1, Value = 15, Op = "SCMP_CMP_EQ" }],
        });
        var (_, output) = Run(spec, "/bin/sh", "-c", "kill -0 $$ && echo asked; kill -TERM $$ 2>&1; echo alive");
        Assert.StartsWith("asked", output, StringComparison.Ordinal);
        Assert.Contains("Permission denied", output, StringComparison.Ordinal);
        Assert.EndsWith("alive", output, StringComparison.Ordinal);
    }

    private static SeccompSpec Rule(SyscallRuleSpec rule) => new() { DefaultAction = "SCMP_ACT_ALLOW", Syscalls = [rule] };

    private (int Status, string Output) Run(SeccompSpec spec, params string[] command)
    {
        var filter = Path.Combine(_directory, "filter");
        File.WriteAllBytes(filter, SeccompCompiler.Compile(spec).Code.ToArray());
        return Start([Installer(), filter, .. command]);
    }

    /// <summary>A program that installs the filter in its first argument and executes the rest.</summary>
    private string Installer()
    {
        var (source, program) = (Path.Combine(_directory, "install.c"), Path.Combine(_directory, "install"));
        File.WriteAllText(source, """
            #include <stdio.h>
            #include <unistd.h>
            #include <linux/filter.h>
            #include <linux/seccomp.h>
            #include <sys/prctl.h>
            #include <sys/syscall.h>
            static struct sock_filter code[4096];
            int main(int argc, char **argv) {
                FILE *file = fopen(argv[1], "r");
                struct sock_fprog program = { fread(code, sizeof *code, 4096, file), code };
                if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) || syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program)) { perror("seccomp"); return 99; }
                execv(argv[2], argv + 2);
                return 98;
            }
            """);
        var (status, output) = Start(["/usr/bin/gcc", "-o", program, source]);
        Assert.True(status == 0, string.Create(CultureInfo.InvariantCulture, $"gcc: {status} {output}"));
        return program;
    }

    private static (int Status, string Output) Start(string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim());
    }
}
