namespace Davit.Oci.Runtime;

/// <summary>What <c>state</c> prints and hooks read on stdin (runtime.md#state).</summary>
public sealed record StateDocument
{
    public string OciVersion { get; init; } = "1.2.0";
    public string Id { get; init; } = "";
    public string Status { get; init; } = "";
    public int? Pid { get; init; }
    public string Bundle { get; init; } = "";
    public IReadOnlyDictionary<string, string>? Annotations { get; init; }
}
