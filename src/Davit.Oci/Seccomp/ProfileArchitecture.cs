namespace Davit.Oci.Seccomp;

/// <summary>A machine, and what else its kernel runs: the filter covers all of them.</summary>
internal sealed record ProfileArchitecture
{
    public string Architecture { get; init; } = "";

    public IReadOnlyList<string>? SubArchitectures { get; init; }
}
