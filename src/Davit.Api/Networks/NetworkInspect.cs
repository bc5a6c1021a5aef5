using System.Text.Json.Serialization;

namespace Davit.Api.Networks;

/// <summary>A network (<c>GET /networks</c>, <c>GET /networks/{id}</c>).</summary>
public sealed record NetworkInspect
{
    public string Name { get; set; } = "";

    public string Id { get; set; } = "";

    public string Created { get; set; } = "";

    public string Scope { get; set; } = "";

    public string Driver { get; set; } = "";

    public bool EnableIPv4 { get; set; }

    public bool EnableIPv6 { get; set; }

    public Ipam IPAM { get; set; } = new();

    public bool Internal { get; set; }

    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    public NetworkConfigReference ConfigFrom { get; set; } = new();

    public bool ConfigOnly { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, NetworkContainer>? Containers { get; set; }

    public IReadOnlyDictionary<string, string>? Options { get; set; }

    public IReadOnlyDictionary<string, string>? Labels { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<NetworkPeer>? Peers { get; set; }
}
