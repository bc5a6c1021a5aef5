using System.Collections.Concurrent;
using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci;
using Davit.Storage.Archives;
using Davit.Storage.Streams;
using Davit.Storage.Trees;

namespace Davit.Storage.Snapshots;

/// <summary>
/// Layers, each unpacked once into <c>layers/CHAINHEX/fs</c>. Thread-safe; two applications of one layer share the work.
/// </summary>
/// <remarks>
/// A layer appears by one rename, complete. It is on the disk for certain only after <see cref="Flush"/>, which whoever writes a record
/// that names it calls first; what no record names after a crash is garbage (<see cref="Retain"/>).
/// </remarks>
public sealed class LayerStore
{
    private readonly string directory;
    private readonly LayerOptions options;
    private readonly ConcurrentDictionary<Digest, LayerRecord> layers = new();
    private readonly ConcurrentDictionary<Digest, Lazy<Task<LayerRecord>>> applying = new();
    private readonly Lock gate = new();
    private int holds;
    private int unflushed;
    private int flushing;

    private LayerStore(string directory, LayerOptions options)
    {
        this.directory = directory;
        this.options = options;
    }

    /// <summary>Serialises what must not see a layer disappear: preparing containers and collecting garbage.</summary>
    internal Lock Gate => gate;

    internal ArchiveLimits Limits => options.Limits;

    /// <summary>Reads what is there; finishes interrupted deletions and removes unfinished layers.</summary>
    public static LayerStore Open(string directory, LayerOptions options)
    {
        StoreDirectory.Open(directory);
        var store = new LayerStore(directory, options);
        foreach (var path in Directory.EnumerateDirectories(directory))
        {
            if (ReadRecord(Path.Combine(path, LayerPaths.Record)) is { } record && record.ChainId.Hex == Path.GetFileName(path))
            {
                store.layers[record.ChainId] = record;
            }
        }

        return store;
    }

    public LayerRecord? Find(Digest chainId) => layers.GetValueOrDefault(chainId);

    public IReadOnlyList<LayerRecord> List() => [.. layers.Values];

    /// <summary>A layer with this content, on whatever parent.</summary>
    public LayerRecord? FindTwin(Digest diffId) => layers.Values.FirstOrDefault(layer => layer.DiffId == diffId);

    /// <summary>A layer that is here on another parent: its directory is that of one chain, so it is unpacked again from there.</summary>
    public async Task<LayerRecord> CopyAsync(Digest diffId, Digest? parent, CancellationToken cancellation)
    {
        var twin = FindTwin(diffId) ?? throw new StorageException(StorageErrorKind.NotFound, $"no such layer: {diffId}");
        var archive = OpenArchive(twin.ChainId);
        await using (archive.ConfigureAwait(false))
        {
            return await ApplyAsync(diffId, parent, archive, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>While the result is not disposed, no layer is collected: for loads whose image has no record yet.</summary>
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

    /// <summary>Unpacks an archive (plain, gzip or zstd, sniffed) on its parent chain. A given <paramref name="diffId"/> is verified.</summary>
    /// <exception cref="StorageException">The archive is bad or is not what the digest says; nothing is left of it.</exception>
    public async Task<LayerRecord> ApplyAsync(Digest? diffId, Digest? parent, Stream archive, CancellationToken cancellation)
    {
        if (diffId is not { } expected)
        {
            return await Task.Run(() => Apply(null, parent, archive, cancellation), cancellation);
        }

        var chain = ChainId.Of(parent, expected);
        if (Find(chain) is { } existing)
        {
            return existing;
        }

        var mine = new Lazy<Task<LayerRecord>>(() => Task.Run(() => Apply(expected, parent, archive, cancellation), cancellation));
        var shared = applying.GetOrAdd(chain, mine);
        try
        {
            return await shared.Value.WaitAsync(cancellation);
        }
        catch (Exception) when (shared != mine && !cancellation.IsCancellationRequested)
        {
            // The other application failed or was cancelled; this one has its own stream.
            return await Task.Run(() => Apply(expected, parent, archive, cancellation), cancellation);
        }
        finally
        {
            applying.TryRemove(new(chain, mine));
        }
    }

    /// <summary>The layer's uncompressed archive, bit for bit as it came; the caller disposes it.</summary>
    public Stream OpenArchive(Digest chainId)
    {
        var path = Path.Combine(directory, Require(chainId).ChainId.Hex);
        var moved = Path.Combine(path, LayerPaths.Moved);
        var hasMoved = Directory.Exists(moved);
        return new TarReplayStream(
            OpenTape(path),
            OpenCalls.Open(Path.Combine(path, LayerPaths.FileSystem), OpenFlags.ReadOnly | OpenFlags.Directory),
            hasMoved ? OpenCalls.Open(moved, OpenFlags.ReadOnly | OpenFlags.Directory) : null,
            hasMoved ? ReadMoves(path) : []);
    }

    /// <summary>The directory with the layer's files, read-only for everybody else.</summary>
    public string FileSystemPath(Digest chainId) => Path.Combine(directory, chainId.Hex, LayerPaths.FileSystem);

    /// <summary>Makes sure that every layer that was applied so far survives a power cut.</summary>
    public void Flush()
    {
        if (Interlocked.Exchange(ref unflushed, 0) > 0 && options.Sync)
        {
            SyncFileSystem();
        }
    }

    /// <summary>
    /// Begins to write to the disk what is there so far, so that the next <see cref="Flush"/> has less to wait for. It does not wait, and
    /// promises nothing.
    /// </summary>
    public void BeginFlush()
    {
        if (options.Sync && Interlocked.Exchange(ref flushing, 1) == 0)
        {
            Task.Factory.StartNew(SyncAhead, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        }
    }

    /// <summary>Removes every layer that is not in one of these chains or below one, unless a load is under way.</summary>
    /// <param name="used">Computed while the store's gate is held, so that no new user can come in between.</param>
    public IReadOnlyList<LayerRecord> Retain(Func<IEnumerable<Digest>> used)
    {
        lock (gate)
        {
            if (holds > 0)
            {
                return [];
            }

            var keep = new HashSet<Digest>();
            foreach (var top in used())
            {
                for (var chain = Find(top); chain is not null && keep.Add(chain.ChainId); chain = chain.Parent is { } parent ? Find(parent) : null)
                {
                }
            }

            List<LayerRecord> gone = [.. layers.Values.Where(layer => !keep.Contains(layer.ChainId))];
            foreach (var layer in gone)
            {
                Delete(layer.ChainId);
            }

            return gone;
        }
    }

    /// <summary>Removes a layer that no record names any more. False: there was none.</summary>
    public bool Delete(Digest chainId)
    {
        if (!layers.TryRemove(chainId, out _))
        {
            return false;
        }

        StoreDirectory.Delete(directory, chainId.Hex);
        return true;
    }

    internal string DirectoryOf(Digest chainId) => Path.Combine(directory, chainId.Hex);

    /// <summary>The init layer of containers without an image's layer.</summary>
    internal string EmptyInitPath => Path.Combine(directory, "empty");

    internal string NewPath() => StoreDirectory.NewPath(directory);

    internal LayerRecord Require(Digest chainId) =>
        Find(chainId) ?? throw new StorageException(StorageErrorKind.NotFound, $"no such layer: {chainId}");

    /// <summary>Unpacks an archive whose place is not known yet. Blocks.</summary>
    internal StagedLayer Stage(Stream archive, CancellationToken cancellation)
    {
        var input = PumpedStream.Wrap(archive, cancellation);
        try
        {
            return LayerUnpacker.Unpack(NewPath(), input, options.Limits, cancellation);
        }
        finally
        {
            if (input != archive)
            {
                input.Dispose();
            }
        }
    }

    /// <summary>Gives an unpacked layer its place.</summary>
    internal LayerRecord Commit(StagedLayer staged, Digest? parent)
    {
        var record = new LayerRecord
        {
            ChainId = ChainId.Of(parent, staged.DiffId),
            DiffId = staged.DiffId,
            Parent = parent,
            Size = staged.Size,
            ArchiveSize = staged.ArchiveSize,
        };
        if (Find(record.ChainId) is { } existing)
        {
            return existing;
        }

        if (parent is not null)
        {
            ImpliedDirectories.CopyFromParents(this, staged, parent.Value);
        }

        File.WriteAllBytes(Path.Combine(staged.Path, LayerPaths.Record), JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Default.LayerRecord));
        var target = DirectoryOf(record.ChainId);
        var errno = LinkCalls.TryRenameNew(null, staged.Path, null, target);
        if (errno is not (Errno.None or Errno.EEXIST))
        {
            throw new LinuxException(errno, "rename", target);
        }

        staged.Committed = errno == Errno.None;
        Interlocked.Increment(ref unflushed);
        return layers.GetOrAdd(record.ChainId, record);
    }

    private void SyncAhead()
    {
        try
        {
            SyncFileSystem();
        }
        catch (LinuxException)
        {
            // The flush that counts tells of it.
        }
        finally
        {
            Volatile.Write(ref flushing, 0);
        }
    }

    private void SyncFileSystem()
    {
        using var root = OpenCalls.Open(directory, OpenFlags.ReadOnly | OpenFlags.Directory);
        FileSystemCalls.SyncFileSystem(root);
    }

    private static LayerRecord? ReadRecord(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(path), StorageJson.Default.LayerRecord);
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException)
        {
            // Not a layer of ours: never garbage, never used.
            return null;
        }
    }

    private static TarTapeReader OpenTape(string path) =>
        new(new BufferedStream(new ZstdSharp.DecompressionStream(File.OpenRead(Path.Combine(path, LayerPaths.Tape)), leaveOpen: false), 1 << 16));

    private static List<(long, byte[], long)> ReadMoves(string path)
    {
        using var tape = OpenTape(path);
        var moves = new List<(long, byte[], long)>();
        for (var number = 1L; tape.Next() is { Type: not TarTape.EndRecord } record; number++)
        {
            if (record.Type == TarTape.MovedRecord)
            {
                moves.Add((number, record.Bytes, record.Offset));
            }
        }

        return moves;
    }

    private LayerRecord Apply(Digest? expected, Digest? parent, Stream archive, CancellationToken cancellation)
    {
        if (parent is { } below)
        {
            Require(below);
        }

        using var staged = Stage(archive, cancellation);
        return expected is null || expected == staged.DiffId
            ? Commit(staged, parent)
            : throw new StorageException(StorageErrorKind.DigestMismatch, $"layer has the digest {staged.DiffId}, want {expected}");
    }
}
