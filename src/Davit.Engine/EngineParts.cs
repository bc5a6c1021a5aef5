using Davit.Images.Store;
using Davit.Network;
using Davit.Registry;
using Davit.Shim;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;
using Davit.Storage.Volumes;

namespace Davit.Engine;

/// <summary>What an engine is built on.</summary>
public sealed record EngineParts
{
    /// <summary><c>DATA/content</c>.</summary>
    public required ContentStore Content { get; init; }

    /// <summary><c>DATA/layers</c>.</summary>
    public required LayerStore Layers { get; init; }

    /// <summary>On <c>DATA/containers</c>.</summary>
    public required SnapshotStore Snapshots { get; init; }

    /// <summary><c>DATA/images</c>.</summary>
    public required ImageStore Images { get; init; }

    /// <summary>The way to registries.</summary>
    public required RegistryClient Registry { get; init; }

    /// <summary><c>DATA/volumes</c>.</summary>
    public required VolumeStore Volumes { get; init; }

    /// <summary>Its namespaces are in <c>EXEC/netns</c>. Not yet started.</summary>
    public required NetworkController Network { get; init; }

    /// <summary>On <c>EXEC/shims</c>.</summary>
    public required ShimLauncher Shims { get; init; }
}
