using Davit.Oci;

namespace Davit.Storage.Content;

/// <summary>A blob on its way in. Not thread-safe. Disposing without a commit keeps what arrived, for a later resumption.</summary>
public sealed class IngestWriter : IDisposable
{
    /// <summary>Bytes that are already there: where to resume a transfer.</summary>
    public long Length => throw new NotImplementedException();

    public void Write(ReadOnlySpan<byte> content) => throw new NotImplementedException();

    /// <summary>Verifies and makes the blob visible, atomically; a mismatch discards what arrived.</summary>
    public BlobInfo Commit(Digest? expected = null, long? size = null) => throw new NotImplementedException();

    /// <summary>Discards what arrived.</summary>
    public void Abort() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
