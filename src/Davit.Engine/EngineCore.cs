using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Specs;
using Davit.Images.Building;
using Davit.Images.Store;
using Davit.Network;
using Davit.Shim;
using Davit.Storage.Snapshots;
using Davit.Storage.Volumes;

namespace Davit.Engine;

/// <summary>What the services share. Made once by <see cref="ContainerEngine"/>; everything in it is thread-safe.</summary>
internal sealed class EngineCore
{
    public required EngineOptions Options { get; init; }

    public required TimeProvider Time { get; init; }

    public required EngineLog Log { get; init; }

    public required HostFacts Host { get; init; }

    public required ContainerStore Store { get; init; }

    public required ContainerRegistry Registry { get; init; }

    public required EventService Events { get; init; }

    public required LayerStore Layers { get; init; }

    public required SnapshotStore Snapshots { get; init; }

    public required ImageStore Images { get; init; }

    public required VolumeStore Volumes { get; init; }

    public required NetworkController Network { get; init; }

    public required ShimLauncher Shims { get; init; }

    /// <summary>Cancelled when the daemon ends; background work stops, containers do not.</summary>
    public required CancellationToken Stopping { get; init; }

    /// <summary>Completes when the containers that ran before are found again; starts wait for it.</summary>
    public TaskCompletionSource Recovered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string NetnsPathOf(string containerId) => Path.Combine(Options.ExecRoot, "netns", containerId);

    public string SharedMemoryPathOf(string containerId) => Path.Combine(Options.ExecRoot, "shm", containerId);

    public DateTimeOffset Now => Time.GetUtcNow();
}
