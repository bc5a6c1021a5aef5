namespace Davit.Oci.Runtime;

/// <summary>Execution domain of personality(2).</summary>
public sealed record PersonalitySpec
{
    public string Domain { get; init; } = "";
    public IReadOnlyList<string>? Flags { get; init; }
}
