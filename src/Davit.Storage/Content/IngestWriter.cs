using System.Security.Cryptography;
using Davit.Oci;

namespace Davit.Storage.Content;

/// <summary>A blob on its way in. Not thread-safe. Disposing without a commit keeps what arrived, for a later resumption.</summary>
public sealed class IngestWriter : IDisposable
{
    private readonly ContentStore store;
    private readonly string path;
    private readonly FileStream file;
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly IngestGrowth growth = new();

    internal IngestWriter(ContentStore store, string path)
    {
        this.store = store;
        this.path = path;
        try
        {
            // Unbuffered: what was written is what a growing stream may read.
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException failure) when (File.Exists(path))
        {
            throw new StorageException(StorageErrorKind.Conflict, "this content is being written by somebody else", failure);
        }

        HashExisting();
    }

    /// <summary>Bytes that are already there: where to resume a transfer.</summary>
    public long Length => file.Length;

    public void Write(ReadOnlySpan<byte> content)
    {
        file.Write(content);
        hash.AppendData(content);
        growth.Add(content.Length);
    }

    /// <summary>
    /// What arrives, from its first byte on, while it arrives: a read waits for more, and fails if the ingest is given up. It outlives the
    /// writer. Nothing in it is verified before <see cref="Commit"/> has returned.
    /// </summary>
    public Stream OpenGrowing() => new GrowingStream(path, growth);

    /// <summary>Of what is there now.</summary>
    public Digest Digest => Digest.FromHash(hash.GetCurrentHash());

    /// <summary>Whether it began anew: a growing stream that had read of the former content has failed.</summary>
    public bool IsRestarted { get; private set; }

    /// <summary>Forgets what is there, and begins anew.</summary>
    public void Restart()
    {
        IsRestarted |= file.Length > 0;
        growth.Restart();
        file.SetLength(0);
        file.Position = 0;
        hash.GetHashAndReset();
    }

    /// <summary>Verifies and makes the blob visible, atomically; a mismatch discards what arrived.</summary>
    /// <param name="expected">The digest it must have.</param>
    /// <param name="size">The bytes it must have.</param>
    /// <param name="flush">False: whoever writes the first record that names the blob makes the file system durable before.</param>
    public BlobInfo Commit(Digest? expected = null, long? size = null, bool flush = true)
    {
        file.Flush(flushToDisk: flush);
        var length = file.Length;
        var digest = Digest.FromHash(hash.GetHashAndReset());
        if (size is { } wanted && wanted != length)
        {
            Abort();
            throw new StorageException(StorageErrorKind.DigestMismatch, $"content has {length} bytes, want {wanted}");
        }

        if (expected is { } want && want != digest)
        {
            Abort();
            throw new StorageException(StorageErrorKind.DigestMismatch, $"content has the digest {digest}, want {want}");
        }

        file.Dispose();
        store.Adopt(path, digest, flush);
        growth.End();
        return new BlobInfo(digest, length);
    }

    /// <summary>Discards what arrived.</summary>
    public void Abort()
    {
        File.Delete(path);
        growth.Fail();
    }

    public void Dispose()
    {
        growth.Fail();
        file.Dispose();
        hash.Dispose();
    }

    private void HashExisting()
    {
        var buffer = new byte[1 << 16];
        for (int count; (count = file.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, count);
            growth.Add(count);
        }
    }
}
