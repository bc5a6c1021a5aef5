using Davit.Engine.Containers;
using Davit.Engine.Events;

namespace Davit.Engine.Starting;

/// <summary>Takes away what is left of a container that does not run.</summary>
internal sealed class ContainerRemover(EngineCore core)
{
    /// <summary>
    /// With the container's turn. The record goes first: what a crash leaves has none and is removed at the next start of the
    /// daemon.
    /// </summary>
    public async Task DismantleAsync(LiveContainer container, bool removeVolumes)
    {
        var record = container.Record;
        container.Restart.Cancel();
        container.Attachments.Abandon();
        container.Set(record with { State = record.State with { Status = ContainerStatus.Removing } });
        try
        {
            await Task.Run(() => DeleteFiles(record.Id)).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Davit.Storage.StorageException)
        {
            container.Set(record with { State = record.State with { Status = ContainerStatus.Dead, Error = failure.Message } });
            container.IsRemoving = false;
            container.Waiters.NotifyRemoved(new WaitResult(record.State.ExitCode, failure.Message));
            throw EngineException.Internal($"cannot remove container \"/{record.Name}\": {failure.Message}", failure);
        }

        core.Registry.Remove(container);
        if (removeVolumes)
        {
            RemoveVolumes(record);
        }

        core.Events.Container(record, "destroy");
        container.Waiters.NotifyRemoved(new WaitResult(record.State.ExitCode, null, record.State.OomKilled));
    }

    /// <summary>Removes a container's directory, its record first.</summary>
    public void DeleteFiles(string id)
    {
        var directory = core.Store.DirectoryOf(id);
        if (!Directory.Exists(directory))
        {
            return;
        }

        File.Delete(Path.Combine(directory, "container.json"));
        core.Snapshots.Remove(id);
        Directory.Delete(directory, recursive: true);
    }

    private void RemoveVolumes(ContainerRecord record)
    {
        foreach (var mount in record.Mounts.Where(mount => mount is { Type: "volume", Anonymous: true }))
        {
            if (core.Registry.All.Any(other => other.Record.Mounts.Any(used => used.Type == "volume" && used.Name == mount.Name)))
            {
                continue;
            }

            try
            {
                if (core.Volumes.Remove(mount.Name))
                {
                    core.Events.Volume("destroy", mount.Name);
                }
            }
            catch (Exception failure) when (failure is IOException or Davit.Storage.StorageException)
            {
                core.Log.Warning($"volume {mount.Name}: {failure.Message}");
            }
        }
    }
}
