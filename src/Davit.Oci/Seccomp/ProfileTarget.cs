namespace Davit.Oci.Seccomp;

/// <summary>What a profile is turned into a filter for.</summary>
internal sealed record ProfileTarget(IReadOnlySet<string> Capabilities, string Architecture, Version Kernel)
{
    /// <summary>Go's name of a machine, which profiles use; Linux' names are understood too.</summary>
    internal static string GoName(string architecture) => architecture switch
    {
        "x86_64" => "amd64",
        "aarch64" => "arm64",
        "i386" or "i686" or "386" => "x86",
        "armv7l" => "arm",
        _ => architecture,
    };

    /// <summary>libseccomp's name of the machine; null for one that docker has no name for.</summary>
    internal string? SeccompName => Architecture switch
    {
        "amd64" => "SCMP_ARCH_X86_64",
        "arm64" => "SCMP_ARCH_AARCH64",
        "x86" => "SCMP_ARCH_X86",
        "arm" => "SCMP_ARCH_ARM",
        "ppc64le" => "SCMP_ARCH_PPC64LE",
        "s390x" => "SCMP_ARCH_S390X",
        "riscv64" => "SCMP_ARCH_RISCV64",
        "loong64" => "SCMP_ARCH_LOONGARCH64",
        _ => null,
    };
}
