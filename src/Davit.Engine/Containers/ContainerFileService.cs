using Davit.Oci;
using Davit.Storage;
using Davit.Storage.Copying;

namespace Davit.Engine.Containers;

/// <summary>Files of containers, running or not: changes, export, archives. References as in <see cref="ContainerService"/>.</summary>
public sealed class ContainerFileService
{
    private readonly EngineCore core;

    internal ContainerFileService(EngineCore core) => this.core = core;

    public async Task<IReadOnlyList<FileChange>> ChangesAsync(string reference, CancellationToken cancellation)
    {
        var mount = MountOf(core.Registry.Resolve(reference).Record);
        var changes = await PartErrors.GuardAsync(() => core.Snapshots.ChangesAsync(mount, cancellation)).ConfigureAwait(false);
        return [.. changes.Select(change => new FileChange(change.Path, (FileChangeKind)(int)change.Kind))];
    }

    public Task<StreamProducer> ExportAsync(string reference, CancellationToken cancellation)
    {
        var record = core.Registry.Resolve(reference).Record;
        var mount = MountOf(record);
        Events.EventPublishing.Container(core.Events, record, "export");
        return Task.FromResult<StreamProducer>((output, stop) => core.Snapshots.ExportAsync(mount, output, stop));
    }

    public Task<PathStat> StatAsync(string reference, string path, CancellationToken cancellation)
    {
        var record = core.Registry.Resolve(reference).Record;
        return GuardAsync(reference, () => Task.Run(
            () =>
            {
                using var view = Open(record);
                return Convert(ArchiveService.Stat(view, path));
            },
            cancellation));
    }

    public Task<ArchiveContent> GetArchiveAsync(string reference, string path, CancellationToken cancellation)
    {
        var record = core.Registry.Resolve(reference).Record;
        return GuardAsync(reference, () => Task.Run(() => OpenArchive(record, path), cancellation));
    }

    public async Task PutArchiveAsync(string reference, string path, Stream tar, PutArchiveOptions options, CancellationToken cancellation)
    {
        var record = core.Registry.Resolve(reference).Record;
        var write = new ArchiveWriteOptions { NoOverwriteDirNonDir = options.NoOverwriteDirNonDir, Owner = options.CopyUidGid ? OwnerOf(record) : null };
        await GuardAsync(reference, async () =>
        {
            using var view = Open(record);
            await ArchiveService.WriteAsync(view, path, tar, write, cancellation).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        Events.EventPublishing.Container(core.Events, record, "extract-to-dir");
    }

    private static async Task<T> GuardAsync<T>(string reference, Func<Task<T>> action)
    {
        try
        {
            return await action().ConfigureAwait(false);
        }
        catch (StorageException failure)
        {
            throw Named(reference, failure);
        }
    }

    /// <summary>A file that is not there: the message names the container too, in docker's words.</summary>
    private static EngineException Named(string reference, StorageException failure) => failure.Kind == StorageErrorKind.NotFound
        ? EngineException.NotFound($"{failure.Message} in container {reference}", failure)
        : PartErrors.Convert(failure);

    /// <summary>The view stays open until the content is written, once; the one who sends the answer does that.</summary>
    private ArchiveContent OpenArchive(ContainerRecord record, string path)
    {
        var view = Open(record);
        try
        {
            var read = ArchiveService.OpenRead(view, path);
            Events.EventPublishing.Container(core.Events, record, "archive-path");
            return new ArchiveContent(Convert(read.Stat), async (output, cancellation) =>
            {
                using (view)
                using (read)
                {
                    await read.WriteToAsync(output, cancellation).ConfigureAwait(false);
                }
            });
        }
        catch
        {
            view.Dispose();
            throw;
        }
    }

    private ViewMount View(MountPoint mount, bool isRunning)
    {
        var isPart = mount.Subpath.Length > 0;
        var source = isPart && !isRunning && core.Volumes.Find(mount.Name) is { } volume ? core.Volumes.PathOf(volume, mount.Subpath) : mount.Source;
        return new ViewMount { Destination = mount.Destination, Source = source, NoLinks = isPart, ReadOnly = !mount.ReadWrite };
    }

    private ContainerView Open(ContainerRecord record)
    {
        var state = record.State;
        var isRunning = state is { IsRunning: true, Pid: > 0 };
        var mounts = record.Mounts.Where(mount => mount.Type is "bind" or "volume").Select(mount => View(mount, isRunning)).ToList();
        return isRunning
            ? ContainerView.OfProcess(state.Pid, mounts, record.HostConfig.ReadonlyRootfs)
            : core.Snapshots.OpenView(MountOf(record), mounts, record.HostConfig.ReadonlyRootfs);
    }

    private (uint UserId, uint GroupId) OwnerOf(ContainerRecord record)
    {
        var user = record.State is { IsRunning: true, Pid: > 0 }
            ? Users.UserLookup.ForProcess(record.State.Pid, record.Config.User, null)
            : new Users.UserLookup().ForStart(record, MountOf(record));
        return (user.Uid, user.Gid);
    }

    private OverlayMount MountOf(ContainerRecord record) =>
        PartErrors.Guard(() => core.Snapshots.Mount(record.Id, [.. record.ChainIds.Select(Digest.Parse)]));

    private static PathStat Convert(Davit.Storage.Copying.PathStat stat) => new(stat.Name, stat.Size, stat.Mode, stat.ModifiedAt, stat.LinkTarget);
}
