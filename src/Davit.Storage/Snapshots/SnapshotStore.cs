using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci;
using Davit.Storage.Copying;
using Davit.Storage.Streams;
using Davit.Storage.Trees;

namespace Davit.Storage.Snapshots;

/// <summary>
/// The writable layers of containers, <c>containers/ID/{upper,work}</c>, and the link <c>image</c> that says which layers they stand on.
/// Thread-safe for different containers.
/// </summary>
public sealed class SnapshotStore(LayerStore layers, string containersDirectory)
{
    private const string ImageLink = "image";
    private const string EmptyChain = "empty";

    /// <summary>Makes the container's writable layer (its directory may exist already) and returns the root to mount.</summary>
    /// <param name="containerId">Names the directory.</param>
    /// <param name="chainIds">The chain of every layer of the image, lowest first; empty for an empty image.</param>
    public OverlayMount Prepare(string containerId, IReadOnlyList<Digest> chainIds)
    {
        var directory = Path.Combine(containersDirectory, containerId);
        lock (layers.Gate)
        {
            foreach (var chain in chainIds)
            {
                layers.Require(chain);
            }

            // The link keeps the layers from being collected; it is durable with the directory, which the container's record syncs.
            Directory.CreateDirectory(directory);
            var errno = LinkCalls.TrySymlink(chainIds.Count == 0 ? EmptyChain : chainIds[^1].Hex, null, Path.Combine(directory, ImageLink));
            if (errno is not (Errno.None or Errno.EEXIST))
            {
                throw new LinuxException(errno, "symlink", directory);
            }
        }

        var mount = Mount(containerId, chainIds);
        MakeUpper(mount);
        return mount;
    }

    /// <summary>The root of a container that was prepared before.</summary>
    public OverlayMount Mount(string containerId, IReadOnlyList<Digest> chainIds)
    {
        var directory = Path.Combine(containersDirectory, containerId);
        return new OverlayMount
        {
            Lower = LowerOf(chainIds),
            Upper = Path.Combine(directory, "upper"),
            Work = Path.Combine(directory, "work"),
        };
    }

    /// <summary>The read-only root of an image, without a container.</summary>
    public OverlayMount ImageMount(IReadOnlyList<Digest> chainIds) => new() { Lower = LowerOf(chainIds) };

    /// <summary>Removes the writable layer, whatever is in it. What else is in the container's directory stays.</summary>
    public void Remove(string containerId)
    {
        var directory = Path.Combine(containersDirectory, containerId);
        TreeRemover.Remove(Path.Combine(directory, "upper"));
        TreeRemover.Remove(Path.Combine(directory, "work"));
        File.Delete(Path.Combine(directory, ImageLink));
    }

    /// <summary>The topmost chain of every container that is on disk: layers that must stay, whatever happens to images.</summary>
    public IEnumerable<Digest> UsedChains()
    {
        if (!Directory.Exists(containersDirectory))
        {
            yield break;
        }

        foreach (var directory in Directory.EnumerateDirectories(containersDirectory))
        {
            if (LinkCalls.ReadLink(null, Path.Combine(directory, ImageLink)) is { } hex && Digest.TryParse("sha256:" + hex, out var chain))
            {
                yield return chain;
            }
        }
    }

    public SnapshotUsage Usage(string containerId) => TreeUsage.Of(Path.Combine(containersDirectory, containerId, "upper"));

    /// <summary>What the container changed, in docker's order.</summary>
    public Task<IReadOnlyList<Change>> ChangesAsync(OverlayMount mount, CancellationToken cancellation) =>
        Task.Run(() => SnapshotChanges.Of(mount, cancellation), cancellation);

    /// <summary>The whole root as an archive (<c>docker export</c>), whether the container runs or not.</summary>
    public Task ExportAsync(OverlayMount mount, Stream output, CancellationToken cancellation) =>
        PushStream.RunAsync(output, (archive, stop) => SnapshotArchives.Export(mount, archive, stop), cancellation);

    /// <summary>The writable layer as an OCI layer archive with whiteouts (<c>docker commit</c>).</summary>
    public Task WriteDiffAsync(OverlayMount mount, Stream output, CancellationToken cancellation) =>
        PushStream.RunAsync(output, (archive, stop) => SnapshotArchives.WriteDiff(mount, archive, stop), cancellation);

    /// <summary>The writable layer unpacked as a layer of its own, without a file between. Blocks.</summary>
    internal StagedLayer StageDiff(OverlayMount mount, CancellationToken cancellation)
    {
        using var pipe = new SyncPipe();
        var writing = Task.Factory.StartNew(
            () => pipe.Produce(output => SnapshotArchives.WriteDiff(mount, output, cancellation)),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        try
        {
            return layers.Stage(pipe.Reader, cancellation);
        }
        finally
        {
            pipe.Abandon();
            writing.Wait(CancellationToken.None);
        }
    }

    /// <summary>A view of a container that does not run, mounted nowhere: for <see cref="ArchiveService"/>. The caller disposes it.</summary>
    public ContainerView OpenView(OverlayMount mount, IReadOnlyList<ViewMount> mounts, bool readOnlyRoot) =>
        ContainerView.OfTree(
            OverlayView.OpenWritable(
                mount,
                [.. mounts.Where(inner => inner.Source is not null)
                    .OrderBy(inner => inner.Destination.Length)
                    .Select(inner => new OverlayAttachment(inner.Source!, inner.Destination, inner.NoLinks))]),
            mounts,
            readOnlyRoot);

    private static void MakeUpper(OverlayMount mount)
    {
        Directory.CreateDirectory(mount.Work!);
        Directory.CreateDirectory(mount.Upper!);

        // The merged root has the attributes of the topmost layer's directory, which is this one.
        using var below = OpenCalls.Open(mount.Lower[0], OpenFlags.ReadOnly | OpenFlags.Directory);
        using var upper = OpenCalls.Open(mount.Upper!, OpenFlags.ReadOnly | OpenFlags.Directory);
        ImpliedDirectories.CopyAttributes(below, upper);
    }

    private List<string> LowerOf(IReadOnlyList<Digest> chainIds)
    {
        List<string> fileSystems = [.. chainIds.Reverse().Select(layers.FileSystemPath)];
        var init = chainIds.Count == 0
            ? layers.EmptyInitPath
            : Path.Combine(layers.DirectoryOf(chainIds[^1]), LayerPaths.Init);
        InitLayer.Ensure(init, layers.NewPath(), () => fileSystems.Count == 0 ? null : OverlayView.OpenLayers(fileSystems));
        return [init, .. fileSystems];
    }
}
