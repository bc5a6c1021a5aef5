using Davit.Engine.Containers;
using Davit.Engine.Filtering;
using Davit.Engine.Starting;

namespace Davit.Engine.Stopping;

/// <summary>Removes containers, one or all that do not run.</summary>
internal sealed class ContainerDeleter(EngineCore core, ContainerStopper stopper, ContainerRemover remover)
{
    public async Task RemoveAsync(string reference, RemoveOptions options, CancellationToken cancellation)
    {
        if (options.Link)
        {
            await RemoveLinkAsync(reference, cancellation).ConfigureAwait(false);
            return;
        }

        var container = core.Registry.Resolve(reference);
        await BeginAsync(reference, container, options.Force, cancellation).ConfigureAwait(false);
        try
        {
            // From here on it is finished even if the client goes away.
            await stopper.KillTaskAsync(container, CancellationToken.None).ConfigureAwait(false);
            using var turn = await container.TakeTurnAsync(CancellationToken.None).ConfigureAwait(false);
            await remover.DismantleAsync(container, options.RemoveVolumes).ConfigureAwait(false);
        }
        catch (EngineException)
        {
            container.IsRemoving = false;
            throw;
        }
    }

    public async Task<PruneResult> PruneAsync(Filters filters, CancellationToken cancellation)
    {
        filters.Accept("label", "label!", "until");
        var until = FilterTimes.Until(filters, core.Now);
        var deleted = new List<string>();
        long reclaimed = 0;
        foreach (var container in core.Registry.All.ToList())
        {
            cancellation.ThrowIfCancellationRequested();
            var record = container.Record;
            if (record.State.Status is ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting
                || (until is { } limit && record.Created >= limit) || !filters.MatchLabels(record.Config.Labels))
            {
                continue;
            }

            var size = PartErrors.Guard(() => core.Snapshots.Usage(record.Id).Size);
            if (await TryRemoveAsync(record.Id, cancellation).ConfigureAwait(false))
            {
                deleted.Add(record.Id);
                reclaimed += size;
            }
        }

        core.Events.Publish("container", "prune", "", new Dictionary<string, string> { ["reclaimed"] = reclaimed.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return new PruneResult(deleted, reclaimed);
    }

    private async Task<bool> TryRemoveAsync(string id, CancellationToken cancellation)
    {
        try
        {
            await RemoveAsync(id, new RemoveOptions(), cancellation).ConfigureAwait(false);
            return true;
        }
        catch (EngineException failure)
        {
            core.Log.Debug($"prune: {failure.Message}");
            return false;
        }
    }

    private async Task BeginAsync(string reference, LiveContainer container, bool force, CancellationToken cancellation)
    {
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var record = container.Record;
        if (core.Registry.Find(container.Id) != container)
        {
            throw EngineException.NotFound($"No such container: {reference}");
        }

        if (container.IsRemoving || record.State.Status == ContainerStatus.Removing)
        {
            throw EngineException.Conflict($"removal of container {record.Id} is already in progress");
        }

        if (!force && record.State.Status is (ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting))
        {
            var state = record.State.Status.ToString().ToLowerInvariant();
            var advice = record.State.Status == ContainerStatus.Paused ? "unpause and stop the container before removing or force remove" : "stop the container before removing or force remove";
            throw EngineException.Conflict($"cannot remove container \"/{record.Name}\": container is {state}: {advice}");
        }

        container.IsRemoving = true;
        container.Restart.Cancel();
        container.Set(record with
        {
            ManuallyStopped = true,
            State = record.State.Status == ContainerStatus.Restarting ? record.State with { Status = ContainerStatus.Exited } : record.State,
        });
    }

    /// <summary><c>rm --link /web/db</c>: the container <c>web</c> no longer has the link <c>db</c>.</summary>
    private async Task RemoveLinkAsync(string reference, CancellationToken cancellation)
    {
        var parts = reference.Trim('/').Split('/');
        if (parts.Length != 2)
        {
            throw EngineException.Invalid($"Could not get parent for link {reference}: want /container/alias");
        }

        var container = core.Registry.Resolve(parts[0]);
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var record = container.Record;
        var left = (record.HostConfig.Links ?? []).Where(link => LinkResolver.Parse(link).Alias != parts[1]).ToList();
        if (left.Count == (record.HostConfig.Links?.Count ?? 0))
        {
            throw EngineException.NotFound($"No such link: {reference}");
        }

        container.Set(record with { HostConfig = record.HostConfig with { Links = left } });
        core.Store.Save(container.Record);
    }
}
