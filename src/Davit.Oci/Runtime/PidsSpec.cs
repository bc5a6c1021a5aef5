namespace Davit.Oci.Runtime;

/// <summary>Number of tasks; zero or less is unlimited.</summary>
public sealed record PidsSpec
{
    public long? Limit { get; init; }
}
