namespace Davit.Oci.Runtime;

/// <summary>A limit for one huge page size, such as <c>2MB</c>, in bytes.</summary>
public sealed record HugepageLimitSpec
{
    public string PageSize { get; init; } = "";
    public ulong Limit { get; init; }
}
