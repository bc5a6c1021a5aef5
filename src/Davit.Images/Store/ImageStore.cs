using System.Collections.Concurrent;
using System.Collections.Immutable;
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
    private readonly ConcurrentDictionary<Digest, Davit.Oci.Image.Index> indexes = new();
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
        content.Retain(ImageBlobs.Used(store.set), time.GetUtcNow());
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

    /// <summary>The image of this name for a platform; docker's error where the name has none for it.</summary>
    public ImageRecord Resolve(string name, Platform? platform)
    {
        var found = Resolve(name);
        if (platform is null || found.Platform.Matches(platform))
        {
            return found;
        }

        return PlatformsOf(name).FirstOrDefault(image => image.Platform.Matches(platform))
            ?? throw ImageErrors.NotFound(name, $"image with reference {name} was found but does not provide the specified platform ({platform})");
    }

    /// <summary>Every image under a name (one for an id), the one that is meant without a platform first.</summary>
    public IReadOnlyList<ImageRecord> PlatformsOf(string name)
    {
        var current = set;
        var found = current.Find(name);
        return Reference.TryParse(name, out var reference) && current.FindTarget(reference) is { } target && target.Image == found?.Id
            ? [.. target.Images.Select(id => current.Images.GetValueOrDefault(id)).OfType<ImageRecord>()]
            : found is null ? [] : [found];
    }

    /// <summary>An index that a name stands for, or null if it cannot be read. Lists ask for all of them, so each is read once.</summary>
    public Davit.Oci.Image.Index? ReadIndex(Digest index)
    {
        if (indexes.TryGetValue(index, out var known))
        {
            return known;
        }

        try
        {
            return indexes[index] = ManifestDocuments.ParseIndex(content.ReadAll(index, ImageDocuments.SizeLimit));
        }
        catch (Exception failure) when (failure is StorageException or ImageException)
        {
            return null;
        }
    }

    /// <summary>What a name stands for, or null.</summary>
    public ImageTarget? FindTarget(Reference reference) => set.FindTarget(reference);

    /// <summary>Every image, newest first.</summary>
    public IReadOnlyList<ImageRecord> List() => ImageQuery.Sorted(set.Images.Values);

    public IReadOnlyList<ImageRecord> List(ImageFilter filter) => ImageQuery.Run(set, filter);

    /// <summary>
    /// Stores an image whose layers are already applied. The configuration's bytes are kept as they are. A manifest is a blob that is here
    /// already, with or without the blobs of its layers.
    /// </summary>
    public ImageRecord Add(ReadOnlyMemory<byte> config, Digest? parent = null, Digest? manifest = null)
    {
        var document = ImageDocuments.ParseConfig(config.Span);
        var id = Digest.Of(config.Span);
        lock (writing)
        {
            if (Find(id) is { } existing)
            {
                return manifest is { } another ? AddManifest(existing, another) : existing;
            }

            var stored = new StoredImage { Id = id, Parent = parent, Manifests = manifest is { } first ? [first] : null };
            var record = ImageRecords.Create(stored, document, layers, ImageBlobs.Read(content, stored.Manifests ?? []))
                ?? throw ImageErrors.Invalid($"image {id} has a layer that is not here");
            Flush();
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

        return AddReference(reference.WithDefaultTag(), new ImageTarget(id));
    }

    /// <summary>Gives a name its target, index and all; a digest in the name is the registry's.</summary>
    public ImageRecord Name(Reference reference, ImageTarget target) =>
        AddReference(reference.Digest is null ? reference.WithDefaultTag() : reference with { Tag = null }, target);

    /// <summary>Remembers a manifest that was written for the image (by a push).</summary>
    public ImageRecord AddManifest(Digest id, Digest manifest)
    {
        lock (writing)
        {
            return AddManifest(Find(id) ?? throw ImageErrors.NotFound(id.Text), manifest);
        }
    }

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

    /// <summary>Removes blobs and layers that nothing names: after a transfer that failed, or one that kept others from collecting.</summary>
    public void CollectGarbage()
    {
        lock (writing)
        {
            CollectLayers();
            CollectBlobs();
        }
    }

    /// <summary>Takes names away, whatever they stand for. The caller holds the write lock.</summary>
    internal void RemoveReferences(IEnumerable<Reference> references)
    {
        List<string> keys = [.. references.Select(reference => reference.CanonicalText)];
        var images = keys.SelectMany(key => set.References.GetValueOrDefault(key)?.Images ?? []).ToHashSet();
        WriteReferences(set.References.RemoveRange(keys), images);
    }

    /// <summary>Takes an image out of its names; those that stand for other images too are kept. The caller holds the write lock.</summary>
    internal void Detach(Digest id)
    {
        var references = set.References.ToBuilder();
        foreach (var (name, target) in set.References.Where(pair => pair.Value.Has(id)))
        {
            if (target.Without(id) is { } rest)
            {
                references[name] = rest;
            }
            else
            {
                references.Remove(name);
            }
        }

        WriteReferences(references.ToImmutable(), [id]);
    }

    /// <summary>Removes an image without names and the layers that only it had. The caller holds the write lock.</summary>
    internal IReadOnlyList<LayerRecord> Delete(Digest id)
    {
        directory.Delete(id);
        set = set with { Images = set.Images.Remove(id) };
        CollectBlobs();
        return CollectLayers();
    }

    private ImageRecord AddReference(Reference reference, ImageTarget target)
    {
        lock (writing)
        {
            var id = target.Image;
            _ = Find(id) ?? throw ImageErrors.NotFound(id.Text);
            var key = reference.CanonicalText;
            var before = set.References.GetValueOrDefault(key);
            if (!target.IsSame(before))
            {
                WriteReferences(set.References.SetItem(key, target), [.. before?.Images ?? [], .. target.Images]);
            }

            // docker notes the time also when the image had the name already.
            return Write(set.Images[id] with { LastTagged = time.GetUtcNow() });
        }
    }

    private ImageRecord AddManifest(ImageRecord image, Digest manifest)
    {
        // The newest last, also if it was known before.
        Digest[] digests = [.. image.Manifests.Select(known => known.Digest).Where(known => known != manifest), manifest];
        Flush();
        return Write(image with { Manifests = ImageBlobs.Read(content, digests) });
    }

    private ImageRecord Write(ImageRecord image)
    {
        directory.Write(new StoredImage
        {
            Id = image.Id,
            Parent = image.Parent,
            LastTagged = image.LastTagged,
            Manifests = image.Manifests.Count > 0 ? [.. image.Manifests.Select(manifest => manifest.Digest)] : null,
        });
        set = set with { Images = set.Images.SetItem(image.Id, image) };
        return image;
    }

    private void WriteReferences(ImmutableSortedDictionary<string, ImageTarget> references, IEnumerable<Digest> changed)
    {
        directory.WriteReferences(references);
        set = changed.Distinct().Aggregate(set with { References = references }, (current, id) => current.Refresh(id));
    }

    private void Flush()
    {
        layers.Flush();
        content.Flush();
    }

    private void CollectBlobs()
    {
        foreach (var gone in content.Collect(() => ImageBlobs.Used(set)))
        {
            indexes.TryRemove(gone.Digest, out _);
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
                if (ImageRecords.Create(stored, document, layers, ImageBlobs.Read(content, stored.Manifests ?? [])) is { } record)
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
            References = read.References.AddRange(Present(directory.ReadReferences(), images)),
        };
        return ImageRecords.WithNames(read);
    }

    /// <summary>The names without images that are not here.</summary>
    private static IEnumerable<KeyValuePair<string, ImageTarget>> Present(IReadOnlyDictionary<string, ImageTarget> names, Dictionary<Digest, ImageRecord> images)
    {
        foreach (var (name, target) in names)
        {
            var rest = target.Images.Where(id => !images.ContainsKey(id)).Aggregate((ImageTarget?)target, (left, id) => left?.Without(id));
            if (rest is not null)
            {
                yield return new(name, rest);
            }
        }
    }
}
