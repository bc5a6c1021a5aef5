using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Davit.Oci;
using Davit.Oci.Runtime;
using Davit.Storage.Snapshots;
using Davit.Storage.Trees;

namespace Davit.Storage.Volumes;

/// <summary>
/// Volumes of the driver <c>local</c>, one directory each: <c>volumes/NAME/{_data, volume.json}</c>. Reads never wait; all methods are
/// thread-safe.
/// </summary>
public sealed class VolumeStore
{
    private const string DataDirectory = "_data";
    private const string RecordName = "volume.json";

    /// <summary>What docker's clients know a volume by that nobody named.</summary>
    private const string AnonymousLabel = "com.docker.volume.anonymous";

    private readonly string directory;
    private readonly TimeProvider time;
    private readonly ConcurrentDictionary<string, VolumeRecord> volumes = new(StringComparer.Ordinal);
    private readonly Lock writing = new();

    private VolumeStore(string directory, TimeProvider time)
    {
        this.directory = directory;
        this.time = time;
    }

    /// <summary>Reads what is there and finishes interrupted removals.</summary>
    public static VolumeStore Open(string directory, TimeProvider time)
    {
        StoreDirectory.Open(directory);
        var store = new VolumeStore(directory, time);
        foreach (var path in Directory.EnumerateDirectories(directory))
        {
            if (ReadRecord(path) is { } record && record.Name == Path.GetFileName(path))
            {
                // The data root may have been moved.
                store.volumes[record.Name] = record with { Mountpoint = Path.Combine(path, DataDirectory) };
            }
        }

        return store;
    }

    /// <summary>Makes a volume, or returns the one of this name if it was made with the same options.</summary>
    /// <exception cref="StorageException">InvalidParameter: name, driver or options; Conflict: it exists with other options.</exception>
    public VolumeRecord Create(VolumeRequest request)
    {
        VolumeOptions.Check(request);
        lock (writing)
        {
            var name = request.Name is { Length: > 0 } given ? given : Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32));
            if (Find(name) is { } existing)
            {
                return request.Options.Count == 0 || VolumeOptions.AreSame(existing.Options, request.Options)
                    ? existing
                    : throw new StorageException(StorageErrorKind.Conflict, $"a volume named \"{name}\" already exists with different options");
            }

            var record = new VolumeRecord
            {
                Name = name,
                Mountpoint = Path.Combine(directory, name, DataDirectory),
                CreatedAt = time.GetUtcNow(),
                Labels = string.IsNullOrEmpty(request.Name)
                    ? new Dictionary<string, string>(request.Labels, StringComparer.Ordinal) { [AnonymousLabel] = "" }
                    : request.Labels,
                Options = request.Options,
                Anonymous = string.IsNullOrEmpty(request.Name),
            };
            WriteNew(record);
            volumes[name] = record;
            return record;
        }
    }

    public VolumeRecord? Find(string name) => volumes.GetValueOrDefault(name);

    public IReadOnlyList<VolumeRecord> List() => [.. volumes.Values.OrderBy(volume => volume.Name, StringComparer.Ordinal)];

    /// <summary>Removes it with its data; whether it is in use is the caller's to know. False: there was none.</summary>
    public bool Remove(string name)
    {
        lock (writing)
        {
            if (!volumes.TryRemove(name, out _))
            {
                return false;
            }

            StoreDirectory.Delete(directory, name);
            return true;
        }
    }

    /// <summary>Bytes of the volume's files.</summary>
    public long Size(VolumeRecord volume) => TreeUsage.Of(volume.Mountpoint).Size;

    /// <summary>How the volume is mounted in a container: a bind of its directory, or what its options <c>type</c>, <c>device</c> and <c>o</c> say.</summary>
    public MountSpec ToMount(VolumeRecord volume, string destination, bool readOnly) => VolumeOptions.ToMount(volume, destination, readOnly);

    /// <summary>The same of something inside the volume only.</summary>
    /// <exception cref="StorageException">It is not there, leads out of the volume, or the volume is mounted by options of its own.</exception>
    public MountSpec ToMount(VolumeRecord volume, string subpath, string destination, bool readOnly)
    {
        var mount = ToMount(volume, destination, readOnly);
        return VolumeOptions.IsMounted(volume.Options)
            ? throw new StorageException(StorageErrorKind.InvalidParameter, $"a subpath needs a volume without mount options of its own, and {volume.Name} has some")
            : mount with { Source = PathOf(volume, subpath), Options = [.. mount.Options ?? [], MountSpec.NoLinks] };
    }

    /// <summary>Something inside of a volume. Whoever opens the path refuses symbolic links on it.</summary>
    public string PathOf(VolumeRecord volume, string subpath) => VolumeSubpath.Resolve(volume, subpath);

    /// <summary>
    /// First use: fills an empty volume with what the image has at that path (content, owner, mode, extended attributes). A volume with
    /// anything in it, or with mount options of its own, stays as it is.
    /// </summary>
    public void CopyUp(VolumeRecord volume, OverlayMount image, string path)
    {
        if (!VolumeOptions.IsMounted(volume.Options) && !Directory.EnumerateFileSystemEntries(volume.Mountpoint).Any())
        {
            using var root = OverlayView.OpenReadOnly(image with { Upper = null, Work = null });
            VolumeCopy.Run(root, path, volume.Mountpoint);
        }
    }

    private static VolumeRecord? ReadRecord(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(path, RecordName)), StorageJson.Default.VolumeRecord);
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException)
        {
            // Data without a readable record is kept, but is no volume.
            return null;
        }
    }

    private void WriteNew(VolumeRecord record)
    {
        var temporary = StoreDirectory.NewPath(directory);
        Directory.CreateDirectory(Path.Combine(temporary, DataDirectory));
        RecordFile.Write(Path.Combine(temporary, RecordName), JsonSerializer.SerializeToUtf8Bytes(record, StorageJson.Default.VolumeRecord));
        Directory.Move(temporary, Path.Combine(directory, record.Name));
        StoreDirectory.Sync(directory);
    }
}
