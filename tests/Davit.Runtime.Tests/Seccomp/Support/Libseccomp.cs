using System.Runtime.InteropServices;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Tests.Seccomp.Support;

/// <summary>The reference: the same specification given to libseccomp the way runc does.</summary>
internal static partial class Libseccomp
{
    internal static bool IsInstalled { get; } = NativeLibrary.TryLoad("libseccomp.so.2", out _);

    internal static unsafe byte[] Compile(SeccompSpec spec)
    {
        var defaultAction = Action(spec.DefaultAction, spec.DefaultErrnoRet);
        var context = seccomp_init(defaultAction);
        Assert.NotEqual(0, context);
        try
        {
            foreach (var name in spec.Architectures ?? [])
            {
                var error = seccomp_arch_add(context, Architecture(name));
                Assert.True(error is 0 or -17 /* EEXIST */, $"seccomp_arch_add {name}: {error}");
            }

            foreach (var rule in spec.Syscalls ?? [])
            {
                Add(context, defaultAction, rule);
            }

            return Export(context);
        }
        finally
        {
            seccomp_release(context);
        }
    }

    /// <summary>The number of a call; negative if libseccomp has none.</summary>
    internal static int NumberOf(string name, string architecture) => seccomp_syscall_resolve_name_arch(Architecture(architecture), name);

    private static unsafe void Add(nint context, uint defaultAction, SyscallRuleSpec rule)
    {
        var action = Action(rule.Action, rule.ErrnoRet);
        if (action == defaultAction)
        {
            return;
        }

        var compares = (rule.Args ?? []).Select(arg => new Compare { Index = arg.Index, Op = Operator(arg.Op), A = arg.Value, B = arg.ValueTwo }).ToArray();
        foreach (var name in rule.Names)
        {
            var number = seccomp_syscall_resolve_name(name);
            if (number == -1)
            {
                continue;
            }

            fixed (Compare* start = compares)
            {
                var error = seccomp_rule_add_array(context, action, number, (uint)compares.Length, start);
                Assert.True(error is 0 or -17 /* EEXIST: it has such a rule */, $"seccomp_rule_add {name}: {error}");
            }
        }
    }

    private static byte[] Export(nint context)
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.Open(path, FileMode.Create))
            {
                Assert.Equal(0, seccomp_export_bpf(context, (int)file.SafeFileHandle.DangerousGetHandle()));
            }

            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    internal static uint Action(string name, uint? data) => name switch
    {
        "SCMP_ACT_KILL" or "SCMP_ACT_KILL_THREAD" => 0,
        "SCMP_ACT_KILL_PROCESS" => 0x80000000,
        "SCMP_ACT_TRAP" => 0x00030000,
        "SCMP_ACT_ERRNO" => 0x00050000 | (data ?? 1),
        "SCMP_ACT_TRACE" => 0x7ff00000 | (data ?? 1),
        "SCMP_ACT_NOTIFY" => 0x7fc00000,
        "SCMP_ACT_LOG" => 0x7ffc0000,
        _ => 0x7fff0000,
    };

    private static uint Architecture(string name) => name switch
    {
        "SCMP_ARCH_X86_64" => 0xC000003E,
        "SCMP_ARCH_X86" => 0x40000003,
        "SCMP_ARCH_X32" => 0x4000003E,
        "SCMP_ARCH_AARCH64" => 0xC00000B7,
        "SCMP_ARCH_ARM" => 0x40000028,
        _ => throw new ArgumentException(name),
    };

    private static int Operator(string name) =>
        1 + Array.IndexOf(["SCMP_CMP_NE", "SCMP_CMP_LT", "SCMP_CMP_LE", "SCMP_CMP_EQ", "SCMP_CMP_GE", "SCMP_CMP_GT", "SCMP_CMP_MASKED_EQ"], name);

    [StructLayout(LayoutKind.Sequential)]
    private struct Compare
    {
        public uint Index;
        public int Op;
        public ulong A;
        public ulong B;
    }

    [LibraryImport("libseccomp.so.2")]
    private static partial nint seccomp_init(uint action);

    [LibraryImport("libseccomp.so.2")]
    private static partial void seccomp_release(nint context);

    [LibraryImport("libseccomp.so.2")]
    private static partial int seccomp_arch_add(nint context, uint architecture);

    [LibraryImport("libseccomp.so.2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int seccomp_syscall_resolve_name(string name);

    [LibraryImport("libseccomp.so.2", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int seccomp_syscall_resolve_name_arch(uint architecture, string name);

    [LibraryImport("libseccomp.so.2")]
    private static unsafe partial int seccomp_rule_add_array(nint context, uint action, int syscall, uint count, Compare* compares);

    [LibraryImport("libseccomp.so.2")]
    private static partial int seccomp_export_bpf(nint context, int fd);
}
