using Davit.Linux.Files;
using Davit.Oci;

namespace Davit.Storage.Content;

/// <summary>
/// Blobs by digest: <c>blobs/sha256/HEX</c>, and what is still arriving in <c>ingest/</c>. Thread-safe. A blob appears by one rename,
/// complete, verified and flushed.
/// </summary>
public sealed class ContentStore
{
    private readonly string blobs;
    private readonly string ingests;
    private readonly Lock gate = new();
    private int holds;
    private int unflushed;

    private ContentStore(string directory)
    {
        blobs = Path.Combine(directory, "blobs", "sha256");
        ingests = Path.Combine(directory, "ingest");
    }

    public static ContentStore Open(string directory)
    {
        var store = new ContentStore(directory);
        Directory.CreateDirectory(store.blobs);
        Directory.CreateDirectory(store.ingests);
        return store;
    }

    public bool Contains(Digest digest) => File.Exists(PathOf(digest));

    /// <summary>Size in bytes, or null if there is no such blob.</summary>
    public long? SizeOf(Digest digest) => new FileInfo(PathOf(digest)) is { Exists: true } file ? file.Length : null;

    /// <summary>The blob, seekable; the caller disposes it.</summary>
    public Stream OpenRead(Digest digest)
    {
        try
        {
            return File.OpenRead(PathOf(digest));
        }
        catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new StorageException(StorageErrorKind.NotFound, $"no such blob: {digest}", failure);
        }
    }

    /// <summary>A small blob whole, verified against its digest.</summary>
    public byte[] ReadAll(Digest digest, int limit)
    {
        using var stream = OpenRead(digest);
        if (stream.Length > limit)
        {
            throw new StorageException(StorageErrorKind.LimitExceeded, $"blob {digest} has {stream.Length} bytes, at most {limit} are allowed here");
        }

        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return Digest.Of(content) == digest
            ? content
            : throw new StorageException(StorageErrorKind.DigestMismatch, $"blob {digest} is damaged");
    }

    /// <summary>Stores a small document.</summary>
    public Digest Put(ReadOnlySpan<byte> content)
    {
        var digest = Digest.Of(content);
        if (!Contains(digest))
        {
            AtomicFile.Write(PathOf(digest), content);
        }

        return digest;
    }

    /// <summary>
    /// Starts to write a blob, or goes on with the partial one of the same key. A key has one writer at a time; the second is refused.
    /// </summary>
    public IngestWriter Begin(string key) => new(this, Path.Combine(ingests, Digest.Of(System.Text.Encoding.UTF8.GetBytes(key)).Hex));

    public IReadOnlyList<BlobInfo> List()
    {
        var list = new List<BlobInfo>();
        foreach (var file in new DirectoryInfo(blobs).EnumerateFiles())
        {
            if (Digest.TryParse("sha256:" + file.Name, out var digest))
            {
                list.Add(new BlobInfo(digest, file.Length));
            }
        }

        return list;
    }

    /// <summary>False: there was none.</summary>
    public bool Delete(Digest digest)
    {
        if (!Contains(digest))
        {
            return false;
        }

        AtomicFile.Delete(PathOf(digest));
        return true;
    }

    /// <summary>Makes blobs that were committed without a flush durable, all with one syncfs(2).</summary>
    public void Flush()
    {
        if (Interlocked.Exchange(ref unflushed, 0) > 0)
        {
            using var root = OpenCalls.Open(blobs, OpenFlags.ReadOnly | OpenFlags.Directory);
            FileSystemCalls.SyncFileSystem(root);
        }
    }

    /// <summary>While the result is not disposed, no blob is collected: for transfers whose image has no record yet.</summary>
    public IDisposable Hold()
    {
        lock (gate)
        {
            holds++;
        }

        return new StorageHold(() =>
        {
            lock (gate)
            {
                holds--;
            }
        });
    }

    /// <summary>Removes every blob that is not in this set, unless a transfer is under way. Returns what it removed.</summary>
    /// <param name="used">Computed while nobody can begin a transfer.</param>
    public IReadOnlyList<BlobInfo> Collect(Func<IReadOnlySet<Digest>> used)
    {
        lock (gate)
        {
            if (holds > 0)
            {
                return [];
            }

            var keep = used();
            List<BlobInfo> gone = [.. List().Where(blob => !keep.Contains(blob.Digest))];
            foreach (var blob in gone)
            {
                File.Delete(PathOf(blob.Digest));
            }

            return gone;
        }
    }

    /// <summary>Removes every blob that no record names, and ingests older than a day.</summary>
    public void Retain(IReadOnlySet<Digest> used, DateTimeOffset now)
    {
        foreach (var blob in List().Where(blob => !used.Contains(blob.Digest)))
        {
            Delete(blob.Digest);
        }

        foreach (var file in new DirectoryInfo(blobs).EnumerateFiles(".*"))
        {
            file.Delete();
        }

        foreach (var file in new DirectoryInfo(ingests).EnumerateFiles().Where(file => now - file.LastWriteTimeUtc > TimeSpan.FromDays(1)))
        {
            file.Delete();
        }
    }

    /// <summary>Gives a finished ingest its name.</summary>
    internal void Adopt(string path, Digest digest, bool flush)
    {
        LinkCalls.Rename(null, path, null, PathOf(digest));
        if (flush)
        {
            StoreDirectory.Sync(blobs);
        }
        else
        {
            Interlocked.Increment(ref unflushed);
        }
    }

    private string PathOf(Digest digest) => digest.IsEmpty
        ? throw new StorageException(StorageErrorKind.InvalidParameter, "a blob needs a digest")
        : Path.Combine(blobs, digest.Hex);
}
