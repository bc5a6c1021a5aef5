using System.Text.Json.Serialization;

namespace Davit.Api.System;

/// <summary>Where containerd listens, on engines that use it.</summary>
public sealed record ContainerdInfo
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Address { get; set; }

    public ContainerdNamespaces Namespaces { get; set; } = new();
}
