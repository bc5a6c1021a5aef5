using Davit.Oci;

namespace Davit.Storage.Snapshots;

/// <summary>Layers, each unpacked once into <c>layers/CHAINHEX/fs</c>. Thread-safe; two applications of one layer share the work.</summary>
public sealed class LayerStore
{
    /// <summary>Reads what is there; finishes interrupted deletions and removes unfinished layers.</summary>
    public static LayerStore Open(string directory, LayerOptions options) => throw new NotImplementedException();

    public LayerRecord? Find(Digest chainId) => throw new NotImplementedException();

    public IReadOnlyList<LayerRecord> List() => throw new NotImplementedException();

    /// <summary>Unpacks an archive (plain, gzip or zstd, sniffed) on its parent chain. A given <paramref name="diffId"/> is verified.</summary>
    public Task<LayerRecord> ApplyAsync(Digest? diffId, Digest? parent, Stream archive, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The layer's uncompressed archive, bit for bit as it came; the caller disposes it.</summary>
    public Stream OpenArchive(Digest chainId) => throw new NotImplementedException();

    /// <summary>The directory with the layer's files, read-only for everybody else.</summary>
    public string FileSystemPath(Digest chainId) => throw new NotImplementedException();

    /// <summary>Removes a layer that no record names any more. False: there was none.</summary>
    public bool Delete(Digest chainId) => throw new NotImplementedException();
}
