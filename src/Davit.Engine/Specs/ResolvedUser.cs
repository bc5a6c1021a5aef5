namespace Davit.Engine.Specs;

/// <summary>A user as numbers, from the container's own files.</summary>
internal sealed record ResolvedUser
{
    public uint Uid { get; init; }

    public uint Gid { get; init; }

    public IReadOnlyList<uint> AdditionalGids { get; init; } = [];

    public string Home { get; init; } = "/";
}
