namespace Davit.Storage.Volumes;

/// <summary>What a volume is made from. Without a name it is anonymous and gets one of 64 hexadecimal digits.</summary>
public sealed record VolumeRequest
{
    public string? Name { get; init; }

    public string Driver { get; init; } = "local";

    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();
}
