using System.Text.Json.Serialization;
using Davit.Api.Containers;

namespace Davit.Api.Networks;

/// <summary>Body of <c>POST /networks/{id}/connect</c>.</summary>
public sealed record NetworkConnectRequest
{
    public string Container { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public EndpointSettings? EndpointConfig { get; set; }
}
