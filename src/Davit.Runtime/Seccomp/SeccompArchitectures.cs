using System.Runtime.InteropServices;

namespace Davit.Runtime.Seccomp;

/// <summary>Names and properties of architectures in filters.</summary>
internal static class SeccompArchitectures
{
    /// <summary>Set in the number of every x32 call (__X32_SYSCALL_BIT, asm/unistd.h).</summary>
    internal const uint X32Bit = 0x40000000;

    internal static SeccompArchitecture Native => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => SeccompArchitecture.X64,
        Architecture.Arm64 => SeccompArchitecture.Arm64,
        var other => throw new SeccompException($"seccomp: no system call table for this machine ({other})"),
    };

    /// <summary>The AUDIT_ARCH_ value that the kernel puts into seccomp_data (linux/audit.h); x32 shares x86_64's.</summary>
    internal static uint AuditValue(this SeccompArchitecture architecture) => architecture switch
    {
        SeccompArchitecture.X64 or SeccompArchitecture.X32 => 0xC000003E,
        SeccompArchitecture.X86 => 0x40000003,
        SeccompArchitecture.Arm64 => 0xC00000B7,
        _ => 0x40000028,
    };

    /// <summary>Only the low half of an argument means something (x32 included, as in libseccomp).</summary>
    internal static bool Is32Bit(this SeccompArchitecture architecture) =>
        architecture is SeccompArchitecture.X86 or SeccompArchitecture.X32 or SeccompArchitecture.Arm;

    /// <summary>
    /// The native architecture and those of the list that a call on this machine can come from. The others of the
    /// specification are known but never match here, so they are left out.
    /// </summary>
    /// <exception cref="SeccompException">A name is none of the specification's.</exception>
    internal static IReadOnlyList<SeccompArchitecture> Parse(IReadOnlyList<string>? names, SeccompArchitecture native)
    {
        var found = new List<SeccompArchitecture> { native };
        foreach (var name in names ?? [])
        {
            if (Parse(name) is { } architecture && !found.Contains(architecture) && SameMachine(architecture, native))
            {
                found.Add(architecture);
            }
        }

        return found;
    }

    private static bool SameMachine(SeccompArchitecture one, SeccompArchitecture other) => IsArm(one) == IsArm(other);

    private static bool IsArm(SeccompArchitecture architecture) => architecture is SeccompArchitecture.Arm64 or SeccompArchitecture.Arm;

    private static SeccompArchitecture? Parse(string name) => name switch
    {
        "SCMP_ARCH_X86_64" => SeccompArchitecture.X64,
        "SCMP_ARCH_X86" => SeccompArchitecture.X86,
        "SCMP_ARCH_X32" => SeccompArchitecture.X32,
        "SCMP_ARCH_AARCH64" => SeccompArchitecture.Arm64,
        "SCMP_ARCH_ARM" => SeccompArchitecture.Arm,
        "SCMP_ARCH_MIPS" or "SCMP_ARCH_MIPS64" or "SCMP_ARCH_MIPS64N32" or "SCMP_ARCH_MIPSEL" or "SCMP_ARCH_MIPSEL64" or
        "SCMP_ARCH_MIPSEL64N32" or "SCMP_ARCH_PPC" or "SCMP_ARCH_PPC64" or "SCMP_ARCH_PPC64LE" or "SCMP_ARCH_S390" or
        "SCMP_ARCH_S390X" or "SCMP_ARCH_PARISC" or "SCMP_ARCH_PARISC64" or "SCMP_ARCH_RISCV64" or "SCMP_ARCH_LOONGARCH64" or
        "SCMP_ARCH_M68K" or "SCMP_ARCH_SH" or "SCMP_ARCH_SHEB" => null,
        _ => throw new SeccompException($"seccomp: unknown architecture {name}"),
    };
}
