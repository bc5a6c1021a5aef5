using Davit.Oci;

namespace Davit.Storage.Content;

/// <summary>Blobs by digest: <c>blobs/sha256/HEX</c>, and what is still arriving in <c>ingest/</c>. Thread-safe.</summary>
public sealed class ContentStore
{
    public static ContentStore Open(string directory) => throw new NotImplementedException();

    public bool Contains(Digest digest) => throw new NotImplementedException();

    /// <summary>Size in bytes, or null if there is no such blob.</summary>
    public long? SizeOf(Digest digest) => throw new NotImplementedException();

    /// <summary>The blob, seekable; the caller disposes it.</summary>
    public Stream OpenRead(Digest digest) => throw new NotImplementedException();

    /// <summary>A small blob whole, verified against its digest.</summary>
    public byte[] ReadAll(Digest digest, int limit) => throw new NotImplementedException();

    /// <summary>Stores a small document.</summary>
    public Digest Put(ReadOnlySpan<byte> content) => throw new NotImplementedException();

    /// <summary>Starts to write a blob, or goes on with the partial one of the same key.</summary>
    public IngestWriter Begin(string key) => throw new NotImplementedException();

    public IReadOnlyList<BlobInfo> List() => throw new NotImplementedException();

    /// <summary>False: there was none.</summary>
    public bool Delete(Digest digest) => throw new NotImplementedException();
}
