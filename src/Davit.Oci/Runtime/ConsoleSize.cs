namespace Davit.Oci.Runtime;

/// <summary>A terminal's size in characters.</summary>
public sealed record ConsoleSize
{
    public uint Height { get; init; }
    public uint Width { get; init; }
}
