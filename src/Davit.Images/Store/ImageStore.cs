using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;

namespace Davit.Images.Store;

/// <summary>Images and their names: <c>images/</c>. Reads take no lock and touch no disk; writes are one at a time.</summary>
public sealed class ImageStore
{
    /// <summary>Reads what is there; finishes interrupted deletions.</summary>
    public static ImageStore Open(string directory, ContentStore content, LayerStore layers, TimeProvider time) => throw new NotImplementedException();

    /// <summary>The image of this name, digest or id prefix; otherwise docker's <c>No such image: NAME</c>.</summary>
    public ImageRecord Resolve(string name) => throw new NotImplementedException();

    public ImageRecord? Find(string name) => throw new NotImplementedException();

    public ImageRecord? Find(Digest id) => throw new NotImplementedException();

    /// <summary>Every image, newest first.</summary>
    public IReadOnlyList<ImageRecord> List() => throw new NotImplementedException();

    public IReadOnlyList<ImageRecord> List(ImageFilter filter) => throw new NotImplementedException();

    /// <summary>Stores an image whose layers are already applied. The configuration's bytes are kept as they are.</summary>
    public ImageRecord Add(ReadOnlyMemory<byte> config, Digest? parent = null) => throw new NotImplementedException();

    /// <summary>Gives an image another name; the image that had it loses it. Returns the image with its new names.</summary>
    public ImageRecord Tag(Digest id, Reference reference) => throw new NotImplementedException();

    /// <summary><c>docker rmi</c>: conflicts are docker's.</summary>
    public IReadOnlyList<ImageDeletion> Remove(ImageRemoval removal) => throw new NotImplementedException();

    public IReadOnlyList<ImageHistory> History(ImageRecord image) => throw new NotImplementedException();

    /// <summary>Bytes of all layers, each counted once (<c>system df</c>).</summary>
    public long LayersSize() => throw new NotImplementedException();
}
