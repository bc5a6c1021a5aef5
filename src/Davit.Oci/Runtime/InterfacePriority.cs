namespace Davit.Oci.Runtime;

/// <summary>Priority of one interface.</summary>
public sealed record InterfacePriority
{
    public string Name { get; init; } = "";
    public uint Priority { get; init; }
}
