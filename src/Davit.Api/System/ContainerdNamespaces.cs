namespace Davit.Api.System;

/// <summary>Names the engine uses in containerd.</summary>
public sealed record ContainerdNamespaces
{
    public string Containers { get; set; } = "";

    public string Plugins { get; set; } = "";
}
