namespace Davit.Api.Containers;

/// <summary>A request for devices by a driver, e.g. <c>--gpus</c>.</summary>
public sealed record DeviceRequest
{
    public string Driver { get; set; } = "";

    public int Count { get; set; }

    public IReadOnlyList<string>? DeviceIDs { get; set; }

    public IReadOnlyList<IReadOnlyList<string>>? Capabilities { get; set; }

    public IReadOnlyDictionary<string, string>? Options { get; set; }
}
