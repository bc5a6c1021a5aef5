using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Cluster state of this node; <c>inactive</c>.</summary>
public sealed record SwarmInfo
{
    public string NodeID { get; set; } = "";

    public string NodeAddr { get; set; } = "";

    public string LocalNodeState { get; set; } = "";

    public bool ControlAvailable { get; set; }

    public string Error { get; set; } = "";

    public IReadOnlyList<JsonElement>? RemoteManagers { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Nodes { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Managers { get; set; }
}
