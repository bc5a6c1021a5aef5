namespace Davit.Oci.Runtime;

/// <summary>One hook; the timeout is in seconds.</summary>
public sealed record HookSpec
{
    public string Path { get; init; } = "";
    public IReadOnlyList<string>? Args { get; init; }
    public IReadOnlyList<string>? Env { get; init; }
    public int? Timeout { get; init; }
}
