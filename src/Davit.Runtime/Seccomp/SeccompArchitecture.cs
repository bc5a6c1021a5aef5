namespace Davit.Runtime.Seccomp;

/// <summary>System call conventions that a kernel for x86_64 or aarch64 serves.</summary>
internal enum SeccompArchitecture
{
    X64,
    X86,
    X32,
    Arm64,
    Arm,
}
