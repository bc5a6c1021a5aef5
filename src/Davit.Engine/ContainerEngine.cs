using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Exec;
using Davit.Engine.Health;
using Davit.Engine.Images;
using Davit.Engine.Networks;
using Davit.Engine.Recovery;
using Davit.Engine.Registries;
using Davit.Engine.Specs;
using Davit.Engine.Starting;
using Davit.Engine.SystemInfo;
using Davit.Engine.Volumes;

namespace Davit.Engine;

/// <summary>
/// The engine's services, wired. <see cref="StartAsync"/> once before the first call; disposing stops background work of
/// the daemon and leaves the containers running.
/// </summary>
public sealed class ContainerEngine : IAsyncDisposable
{
    private readonly CancellationTokenSource stopping = new();
    private readonly EngineCore core;
    private readonly EngineParts parts;
    private readonly EngineRecovery recovery;
    private Task reconciling = Task.CompletedTask;

    /// <param name="options">How the engine is set up.</param>
    /// <param name="parts">The stores and the network, not yet started; owned by the engine from now on.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where the engine's own lines go.</param>
    public ContainerEngine(EngineOptions options, EngineParts parts, TimeProvider time, EngineLog log)
    {
        this.parts = parts;
        core = new EngineCore
        {
            Options = options,
            Time = time,
            Log = log,
            Host = HostFactsReader.Read(),
            Store = new ContainerStore(Path.Combine(options.DataRoot, "containers"), log),
            Registry = new ContainerRegistry(),
            Events = new EventService(time, new EventLog(Path.Combine(options.DataRoot, "events.log"), log)),
            Layers = parts.Layers,
            Snapshots = parts.Snapshots,
            Images = parts.Images,
            Volumes = parts.Volumes,
            Network = parts.Network,
            Shims = parts.Shims,
            Stopping = stopping.Token,
        };
        var health = new HealthService(core);
        var network = new NetworkAttacher(core);
        var launcher = new TaskLauncher(core, health, network);
        var remover = new ContainerRemover(core);
        var exits = new ExitHandler(core, launcher, network, remover);
        launcher.Started = exits.Watch;
        recovery = new EngineRecovery(core, exits, health, network, remover);
        Containers = new ContainerService(core, new ContainerStarter(launcher, remover), remover, health);
        Streams = new ContainerStreamService(core);
        Files = new ContainerFileService(core);
        Usage = new ContainerUsageService(core);
        Execs = new ExecService(core);
        Images = new ImageService(core, parts.Content);
        Transfers = new ImageTransferService(core, parts.Content, parts.Registry);
        Registries = new RegistryService(parts.Registry);
        Volumes = new VolumeService(core);
        Networks = new NetworkService(core);
        Events = core.Events;
        System = new SystemService(core, Containers, Images, Volumes);
        Containers.ExecIds = Execs.IdsOf;
        exits.Ended = Execs.Forget;
    }

    public ContainerService Containers { get; }

    public ContainerStreamService Streams { get; }

    public ContainerFileService Files { get; }

    public ContainerUsageService Usage { get; }

    public ExecService Execs { get; }

    public ImageService Images { get; }

    public ImageTransferService Transfers { get; }

    public RegistryService Registries { get; }

    public VolumeService Volumes { get; }

    public NetworkService Networks { get; }

    public EventService Events { get; }

    public SystemService System { get; }

    /// <summary>
    /// Reads the records and finds the running containers again; when it returns, requests can be answered and show what is.
    /// Repairs and restarts go on behind it; starts wait for the repairs.
    /// </summary>
    public async Task StartAsync(CancellationToken cancellation)
    {
        var network = core.Network.StartAsync(cancellation);
        recovery.Load();
        await PartErrors.GuardAsync(() => network).ConfigureAwait(false);
        await recovery.ReconnectAsync().ConfigureAwait(false);
        reconciling = Task.Run(ReconcileAsync, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync().ConfigureAwait(false);
        await reconciling.ConfigureAwait(false);
        foreach (var container in core.Registry.All)
        {
            HealthService.Stop(container);
            if (container.Task is { } shim)
            {
                await shim.DisposeAsync().ConfigureAwait(false);
            }
        }

        core.Events.Dispose();
        parts.Registry.Dispose();
        await parts.Shims.DisposeAsync().ConfigureAwait(false);
        await parts.Network.DisposeAsync().ConfigureAwait(false);
        stopping.Dispose();
    }

    private async Task ReconcileAsync()
    {
        try
        {
            await recovery.ReconcileAsync().ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The daemon ends.
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            core.Log.Error($"recovery: {failure}");
        }
        finally
        {
            core.Recovered.TrySetResult();
        }
    }
}
