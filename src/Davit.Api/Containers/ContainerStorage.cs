using System.Text.Json.Serialization;

namespace Davit.Api.Containers;

/// <summary>Where the root file system of a container lives (API 1.52).</summary>
public sealed record ContainerStorage
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ContainerRootFileSystem? RootFS { get; set; }
}
