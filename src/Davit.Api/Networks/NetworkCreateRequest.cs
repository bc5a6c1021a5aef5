using System.Text.Json.Serialization;

namespace Davit.Api.Networks;

/// <summary>Body of <c>POST /networks/create</c>.</summary>
public sealed record NetworkCreateRequest
{
    public string Name { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? CheckDuplicate { get; set; }

    public string Driver { get; set; } = "";

    public string Scope { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? EnableIPv4 { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? EnableIPv6 { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Ipam? IPAM { get; set; }

    public bool Internal { get; set; }

    public bool Attachable { get; set; }

    public bool Ingress { get; set; }

    public bool ConfigOnly { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public NetworkConfigReference? ConfigFrom { get; set; }

    public IReadOnlyDictionary<string, string>? Options { get; set; }

    public IReadOnlyDictionary<string, string>? Labels { get; set; }
}
