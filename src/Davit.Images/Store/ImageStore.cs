using Davit.Oci;
using Davit.Storage;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Store;

/// <summary>
/// Images and their names: <c>images/</c>. Reads take no lock and touch no disk; writes are one at a time. An image exists from the
/// moment its record is on disk, after its configuration and layers are.
/// </summary>
public sealed class ImageStore
{
    private readonly ImageDirectory directory;
    private readonly ContentStore content;
    private readonly LayerStore layers;
    private readonly SnapshotStore snapshots;
    private readonly TimeProvider time;
    private readonly Lock writing = new();
    private volatile ImageSet set = ImageSet.Empty;

    private ImageStore(string directory, ContentStore content, LayerStore layers, SnapshotStore snapshots, TimeProvider time)
    {
        this.directory = new ImageDirectory(directory);
        this.content = content;
        this.layers = layers;
        this.snapshots = snapshots;
        this.time = time;
    }

    internal ImageSet Current => set;

    /// <summary>Reads what is there; removes blobs and layers that neither an image nor a container (hence the snapshots) names.</summary>
    public static ImageStore Open(string directory, ContentStore content, LayerStore layers, SnapshotStore snapshots, TimeProvider time)
    {
        var store = new ImageStore(directory, content, layers, snapshots, time);
        store.set = store.ReadAll();
        content.Retain(store.set.Images.Keys.ToHashSet(), time.GetUtcNow());
        store.CollectLayers();
        return store;
    }

    /// <summary>The image of this name, digest or id prefix; otherwise docker's <c>No such image: NAME</c>.</summary>
    public ImageRecord Resolve(string name)
    {
        var found = Find(name);
        if (found is not null)
        {
            return found;
        }

        var isId = Digest.TryParse(name, out _) || Digest.TryParse("sha256:" + name, out _);
        try
        {
            _ = isId ? null : Reference.Parse(name);
        }
        catch (FormatException failure)
        {
            throw ImageErrors.Parameter(failure.Message, failure);
        }

        throw ImageErrors.NotFound(name);
    }

    public ImageRecord? Find(string name) => set.Find(name);

    public ImageRecord? Find(Digest id) => set.Images.GetValueOrDefault(id);

    /// <summary>Every image, newest first.</summary>
    public IReadOnlyList<ImageRecord> List() => ImageQuery.Sorted(set.Images.Values);

    public IReadOnlyList<ImageRecord> List(ImageFilter filter) => ImageQuery.Run(set, filter);

    /// <summary>Stores an image whose layers are already applied. The configuration's bytes are kept as they are.</summary>
    public ImageRecord Add(ReadOnlyMemory<byte> config, Digest? parent = null)
    {
        var document = ImageDocuments.ParseConfig(config.Span);
        var id = Digest.Of(config.Span);
        lock (writing)
        {
            if (Find(id) is { } existing)
            {
                return existing;
            }

            var stored = new StoredImage { Id = id, Parent = parent };
            var record = ImageRecords.Create(stored, document, layers)
                ?? throw ImageErrors.Invalid($"image {id} has a layer that is not here");
            layers.Flush();
            content.Put(config.Span);
            directory.Write(stored);
            set = (set with { Images = set.Images.Add(id, record) }).Refresh(id);
            return set.Images[id];
        }
    }

    /// <summary>Gives an image another name; the image that had it loses it. Returns the image with its new names.</summary>
    public ImageRecord Tag(Digest id, Reference reference)
    {
        if (reference.Digest is not null)
        {
            throw ImageErrors.Parameter("refusing to create a tag with a digest reference");
        }

        if (reference.FamiliarName == "sha256")
        {
            throw ImageErrors.Parameter("refusing to create an ambiguous tag using digest algorithm as name");
        }

        return AddReference(id, reference.WithDefaultTag());
    }

    /// <summary>Remembers under which digest a registry knows the image.</summary>
    public ImageRecord AddDigest(Digest id, Reference reference) => reference.Digest is null
        ? throw ImageErrors.Parameter("a digest reference needs a digest")
        : AddReference(id, reference with { Tag = null });

    /// <summary><c>docker rmi</c>: conflicts are docker's.</summary>
    public IReadOnlyList<ImageDeletion> Remove(ImageRemoval removal)
    {
        lock (writing)
        {
            return new ImageRemover(this, removal).Run();
        }
    }

    public IReadOnlyList<ImageHistory> History(ImageRecord image) => ImageHistories.Of(image, set, layers);

    /// <summary>Bytes of all layers, each counted once (<c>system df</c>).</summary>
    public long LayersSize() => layers.List().Sum(layer => layer.Size);

    /// <summary>Takes names away. The caller holds the write lock.</summary>
    internal void RemoveReferences(Digest id, IEnumerable<Reference> references)
    {
        var rest = set.References.RemoveRange(references.Select(reference => reference.CanonicalText));
        directory.WriteReferences(rest);
        set = (set with { References = rest }).Refresh(id);
    }

    /// <summary>Removes an image without names and the layers that only it had. The caller holds the write lock.</summary>
    internal IReadOnlyList<LayerRecord> Delete(Digest id)
    {
        directory.Delete(id);
        set = set with { Images = set.Images.Remove(id) };
        content.Delete(id);
        return CollectLayers();
    }

    private ImageRecord AddReference(Digest id, Reference reference)
    {
        lock (writing)
        {
            var image = Find(id) ?? throw ImageErrors.NotFound(id.Text);
            var key = reference.CanonicalText;
            var before = set.References.TryGetValue(key, out var owner) ? owner : default;
            if (before != id)
            {
                var references = set.References.SetItem(key, id);
                directory.WriteReferences(references);
                set = set with { References = references };
            }

            // docker notes the time also when the image had the name already.
            var tagged = time.GetUtcNow();
            directory.Write(new StoredImage { Id = id, Parent = image.Parent, LastTagged = tagged });
            set = set with { Images = set.Images.SetItem(id, image with { LastTagged = tagged }) };
            set = set.Refresh(before).Refresh(id);
            return set.Images[id];
        }
    }

    private IReadOnlyList<LayerRecord> CollectLayers() => layers.Retain(() =>
        set.Images.Values.Where(image => image.ChainIds.Count > 0).Select(image => image.ChainIds[^1]).Concat(snapshots.UsedChains()));

    private ImageSet ReadAll()
    {
        var images = new Dictionary<Digest, ImageRecord>();
        foreach (var stored in directory.ReadImages())
        {
            try
            {
                var document = ImageDocuments.ParseConfig(content.ReadAll(stored.Id, ImageDocuments.SizeLimit));
                if (ImageRecords.Create(stored, document, layers) is { } record)
                {
                    images[stored.Id] = record;
                }
            }
            catch (Exception failure) when (failure is StorageException or ImageException)
            {
                // A damaged image is not shown, and does not keep the engine from starting with the others.
            }
        }

        var read = ImageSet.Empty;
        read = read with
        {
            Images = read.Images.AddRange(images),
            References = read.References.AddRange(directory.ReadReferences().Where(pair => images.ContainsKey(pair.Value))),
        };
        return ImageRecords.WithNames(read);
    }
}
