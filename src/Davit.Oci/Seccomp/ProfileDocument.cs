namespace Davit.Oci.Seccomp;

/// <summary>Docker's profile document. With <c>architectures</c> in place of <c>archMap</c> it is the OCI one.</summary>
internal sealed record ProfileDocument
{
    public string DefaultAction { get; init; } = "";

    public uint? DefaultErrnoRet { get; init; }

    public IReadOnlyList<string>? Architectures { get; init; }

    public IReadOnlyList<ProfileArchitecture>? ArchMap { get; init; }

    public IReadOnlyList<string>? Flags { get; init; }

    public string? ListenerPath { get; init; }

    public string? ListenerMetadata { get; init; }

    public IReadOnlyList<ProfileRule?>? Syscalls { get; init; }
}
