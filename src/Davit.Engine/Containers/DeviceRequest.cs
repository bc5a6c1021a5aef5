namespace Davit.Engine.Containers;

/// <summary>A request to a device driver (<c>--gpus</c>).</summary>
public sealed record DeviceRequest
{
    public string Driver { get; init; } = "";

    public int Count { get; init; }

    public IReadOnlyList<string>? DeviceIds { get; init; }

    public IReadOnlyList<IReadOnlyList<string>>? Capabilities { get; init; }

    public IReadOnlyDictionary<string, string>? Options { get; init; }
}
