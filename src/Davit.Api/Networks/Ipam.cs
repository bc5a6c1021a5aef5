namespace Davit.Api.Networks;

/// <summary>Address management of a network.</summary>
public sealed record Ipam
{
    public string Driver { get; set; } = "";

    public IReadOnlyDictionary<string, string>? Options { get; set; }

    public IReadOnlyList<IpamConfig>? Config { get; set; }
}
