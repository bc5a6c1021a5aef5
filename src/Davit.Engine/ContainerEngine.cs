using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Exec;
using Davit.Engine.Images;
using Davit.Engine.Networks;
using Davit.Engine.SystemInfo;
using Davit.Engine.Volumes;

namespace Davit.Engine;

/// <summary>
/// The engine's services, wired. <see cref="StartAsync"/> once before the first call; disposing stops background work of
/// the daemon and leaves the containers running.
/// </summary>
public sealed class ContainerEngine : IAsyncDisposable
{
    public ContainerService Containers { get; } = new();

    public ContainerStreamService Streams { get; } = new();

    public ContainerFileService Files { get; } = new();

    public ContainerUsageService Usage { get; } = new();

    public ExecService Execs { get; } = new();

    public ImageService Images { get; } = new();

    public VolumeService Volumes { get; } = new();

    public NetworkService Networks { get; } = new();

    public EventService Events { get; } = new();

    public SystemService System { get; } = new();

    /// <summary>Reads the records; when it returns, requests can be answered. Shims are found again behind it.</summary>
    public Task StartAsync(CancellationToken cancellation) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
