using Davit.Oci.Runtime;

namespace Davit.Oci.Seccomp;

/// <summary>The filter of a container that asks for none: what docker allows by default (its profile of 28.5).</summary>
public static class DefaultSeccompProfile
{
    private const string Allow = "SCMP_ACT_ALLOW";
    private const string Fail = "SCMP_ACT_ERRNO";
    private const uint Eperm = 1;
    private const uint Enosys = 38;
    private const ulong VsockFamily = 40; // AF_VSOCK: reaches the hypervisor past every network namespace

    // CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET: a process without CAP_SYS_ADMIN makes no namespaces.
    private const ulong NamespaceFlags = 0x7E020000;

    private static readonly SeccompProfile Profile = new(new ProfileDocument
    {
        DefaultAction = Fail,
        DefaultErrnoRet = Eperm,
        ArchMap =
        [
            Machine("SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32"),
            Machine("SCMP_ARCH_AARCH64", "SCMP_ARCH_ARM"),
            Machine("SCMP_ARCH_S390X", "SCMP_ARCH_S390"),
            Machine("SCMP_ARCH_RISCV64"),
        ],
        Syscalls = [.. ForEveryone(), .. ForMachines(), .. ForCapabilities(), .. ForMakingProcesses()],
    });

    /// <summary>The filter for a container with these capabilities (<c>CAP_…</c>, the bounding set).</summary>
    /// <param name="architecture">Go's or Linux' name: <c>amd64</c>/<c>x86_64</c>, <c>arm64</c>/<c>aarch64</c>.</param>
    public static SeccompSpec For(IReadOnlySet<string> capabilities, string architecture) =>
        Profile.For(capabilities, architecture, new Version(int.MaxValue, 0));

    private static IEnumerable<ProfileRule> ForEveryone()
    {
        yield return new ProfileRule { Names = OrdinaryCalls.Names, Action = Allow };

        // Safe since Linux 4.8, where seccomp is asked again after a tracer has changed the call; Davit needs a newer kernel anyway.
        yield return Rule("process_vm_readv process_vm_writev ptrace");
        yield return Rule("socket") with { Args = [new SyscallArgSpec { Index = 0, Value = VsockFamily, Op = "SCMP_CMP_NE" }] };

        // PER_LINUX, PER_LINUX32, UNAME26, both together, and the question for the current one.
        foreach (var persona in new ulong[] { 0x0, 0x8, 0x20000, 0x20008, 0xffffffff })
        {
            yield return Rule("personality") with { Args = [new SyscallArgSpec { Index = 0, Value = persona, Op = "SCMP_CMP_EQ" }] };
        }
    }

    private static IEnumerable<ProfileRule> ForMachines() =>
    [
        On("arch_prctl", "amd64", "x32"),
        On("modify_ldt", "amd64", "x32", "x86"),
        On("arm_fadvise64_64 arm_sync_file_range sync_file_range2 breakpoint cacheflush set_tls", "arm", "arm64"),
        On("sync_file_range2 swapcontext", "ppc64le"),
        On("s390_pci_mmio_read s390_pci_mmio_write s390_runtime_instr", "s390", "s390x"),
        On("riscv_flush_icache", "riscv64"),
    ];

    private static IEnumerable<ProfileRule> ForCapabilities() =>
    [
        With("CAP_DAC_READ_SEARCH", "open_by_handle_at"),
        With("CAP_SYS_ADMIN", """
            bpf clone clone3 fanotify_init fsconfig fsmount fsopen fspick lookup_dcookie lsm_get_self_attr lsm_list_modules
            lsm_set_self_attr mount mount_setattr move_mount open_tree perf_event_open quotactl quotactl_fd setdomainname
            sethostname setns syslog umount umount2 unshare
            """),
        With("CAP_SYS_BOOT", "reboot"),
        With("CAP_SYS_CHROOT", "chroot"),
        With("CAP_SYS_MODULE", "delete_module init_module finit_module"),
        With("CAP_SYS_PACCT", "acct"),
        With("CAP_SYS_PTRACE", "kcmp pidfd_getfd process_madvise process_vm_readv process_vm_writev ptrace"),
        With("CAP_SYS_RAWIO", "iopl ioperm"),
        With("CAP_SYS_TIME", "settimeofday stime clock_settime clock_settime64"),
        With("CAP_SYS_TTY_CONFIG", "vhangup"),
        With("CAP_SYS_NICE", "get_mempolicy mbind set_mempolicy set_mempolicy_home_node"),
        With("CAP_SYSLOG", "syslog"),
        With("CAP_BPF", "bpf"),
        With("CAP_PERFMON", "perf_event_open"),
    ];

    /// <summary>
    /// clone(2) without namespaces; its flags are the first argument, on s390 the second. clone3(2) has them in memory, where
    /// a filter cannot look: it is said not to exist, so that libc falls back on clone.
    /// </summary>
    private static IEnumerable<ProfileRule> ForMakingProcesses()
    {
        string[] admin = ["CAP_SYS_ADMIN"];
        string[] mainframes = ["s390", "s390x"];
        yield return CloneRule(0) with { Excludes = new ProfileCondition { Caps = admin, Arches = mainframes } };
        yield return CloneRule(1) with { Includes = new ProfileCondition { Arches = mainframes }, Excludes = new ProfileCondition { Caps = admin } };
        yield return new ProfileRule { Names = ["clone3"], Action = Fail, ErrnoRet = Enosys, Excludes = new ProfileCondition { Caps = admin } };
    }

    private static ProfileRule CloneRule(uint argument) =>
        Rule("clone") with { Args = [new SyscallArgSpec { Index = argument, Value = NamespaceFlags, Op = "SCMP_CMP_MASKED_EQ" }] };

    private static ProfileRule Rule(string names) =>
        new() { Names = names.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Action = Allow };

    private static ProfileRule With(string capability, string names) => Rule(names) with { Includes = new ProfileCondition { Caps = [capability] } };

    private static ProfileRule On(string names, params string[] machines) => Rule(names) with { Includes = new ProfileCondition { Arches = machines } };

    private static ProfileArchitecture Machine(string name, params string[] others) => new() { Architecture = name, SubArchitectures = others };
}
