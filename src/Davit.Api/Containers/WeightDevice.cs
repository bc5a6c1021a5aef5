namespace Davit.Api.Containers;

/// <summary>Block I/O weight of one device.</summary>
public sealed record WeightDevice
{
    public string Path { get; set; } = "";

    public ushort Weight { get; set; }
}
