using System.Text.Json.Serialization;
using Davit.Api.Images;

namespace Davit.Api.Containers;

/// <summary>Everything known of one container (<c>GET /containers/{id}/json</c>).</summary>
public sealed record ContainerInspect
{
    public string Id { get; set; } = "";

    public string Created { get; set; } = "";

    public string Path { get; set; } = "";

    public IReadOnlyList<string> Args { get; set; } = [];

    public ContainerState State { get; set; } = new();

    public string Image { get; set; } = "";

    public string ResolvConfPath { get; set; } = "";

    public string HostnamePath { get; set; } = "";

    public string HostsPath { get; set; } = "";

    public string LogPath { get; set; } = "";

    /// <summary>With the leading slash.</summary>
    public string Name { get; set; } = "";

    public int RestartCount { get; set; }

    public string Driver { get; set; } = "";

    public string Platform { get; set; } = "";

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OciDescriptor? ImageManifestDescriptor { get; set; }

    public string MountLabel { get; set; } = "";

    public string ProcessLabel { get; set; } = "";

    public string AppArmorProfile { get; set; } = "";

    public IReadOnlyList<string>? ExecIDs { get; set; }

    public HostConfig HostConfig { get; set; } = new();

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GraphDriverData? GraphDriver { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerStorage? Storage { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeRw { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? SizeRootFs { get; set; }

    public IReadOnlyList<MountPoint> Mounts { get; set; } = [];

    public ContainerConfig Config { get; set; } = new();

    public NetworkSettings NetworkSettings { get; set; } = new();
}
