using Davit.Images;
using Davit.Images.Store;
using Davit.Images.Transfer;
using Davit.Oci;
using Davit.Storage.Archives;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;
using Davit.Storage.Volumes;
using Davit.Testing;

namespace Davit.Privileged.Tests.Storage;

/// <summary>All stores in a directory of their own.</summary>
internal sealed class StorageHost : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public StorageHost(ArchiveLimits? limits = null)
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: owners, device nodes, overlayfs");
        Limits = limits ?? new ArchiveLimits();
        Reopen();
    }

    public string Path => directory.Path;

    public ArchiveLimits Limits { get; }

    public ContentStore Content { get; private set; } = null!;

    public LayerStore Layers { get; private set; } = null!;

    public SnapshotStore Snapshots { get; private set; } = null!;

    public ImageStore Images { get; private set; } = null!;

    public VolumeStore Volumes { get; private set; } = null!;

    public ImageLoader Loader => new(Images, Layers);

    public ImageSaver Saver => new(Images, Content, Layers);

    public void Reopen()
    {
        Content = ContentStore.Open(directory["content"]);
        Layers = LayerStore.Open(directory["layers"], new LayerOptions { Sync = false, Limits = Limits });
        Snapshots = new SnapshotStore(Layers, directory["containers"]);
        Images = ImageStore.Open(directory["images"], Content, Layers, Snapshots, TimeProvider.System);
        Volumes = VolumeStore.Open(directory["volumes"], TimeProvider.System);
    }

    public Task<LayerRecord> ApplyAsync(TestLayer layer, Digest? parent = null) => ApplyAsync(layer.ToArchive(), parent);

    public Task<LayerRecord> ApplyAsync(byte[] archive, Digest? parent = null) =>
        Layers.ApplyAsync(null, parent, new MemoryStream(archive), TestContext.Current.CancellationToken);

    public async Task<IReadOnlyList<ImageRecord>> LoadAsync(byte[] archive, List<string>? lines = null) =>
        await Loader.LoadAsync(new MemoryStream(archive), [], progress => lines?.Add(progress.Stream ?? ""), TestContext.Current.CancellationToken);

    /// <summary>An image of these layers, without a name.</summary>
    public async Task<ImageRecord> ImageAsync(params Action<TestLayer>[] layers)
    {
        var image = new TestImage();
        foreach (var layer in layers)
        {
            image.Layer(layer);
        }

        return (await LoadAsync(image.ToDockerArchive()))[0];
    }

    /// <summary>The container's root, mounted nowhere; what is done below the path is done in the container.</summary>
    public MountedRoot Mount(OverlayMount mount) => new(OverlayView.OpenWritable(mount, []));

    /// <summary>Names below a path of the data root: what a failure must not leave behind.</summary>
    public IReadOnlyList<string> Names(string name) => Directory.Exists(directory[name])
        ? [.. Directory.EnumerateFileSystemEntries(directory[name]).Select(path => System.IO.Path.GetFileName(path)).Order(StringComparer.Ordinal)]
        : [];

    public void Dispose() => directory.Dispose();

    internal sealed class MountedRoot(OverlayTree tree) : IDisposable
    {
        public string Path { get; } = $"/proc/self/fd/{tree.Root.Value}";

        public string this[string name] => Path + "/" + name;

        public void Dispose() => tree.Dispose();
    }
}
