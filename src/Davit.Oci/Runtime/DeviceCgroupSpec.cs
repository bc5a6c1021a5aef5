namespace Davit.Oci.Runtime;

/// <summary>A rule of the device controller; an absent number is a wildcard.</summary>
public sealed record DeviceCgroupSpec
{
    public bool Allow { get; init; }
    public string? Type { get; init; }
    public long? Major { get; init; }
    public long? Minor { get; init; }
    public string? Access { get; init; }
}
