using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Network.State;

/// <summary>Endpoint records: one file for each attached container, below the exec root, without fsync: a power cut ends what they describe.</summary>
internal sealed class EndpointStore(string directory)
{
    public static string ReadBootId() => KernelSetting.Read("/proc/sys/kernel/random/boot_id") ?? "";

    public IReadOnlyList<EndpointRecord> Load(Action<string> broken)
    {
        Directory.CreateDirectory(directory);
        var records = new List<EndpointRecord>();
        foreach (var path in Directory.EnumerateFiles(directory))
        {
            try
            {
                if (path.EndsWith(".json", StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith('.'))
                {
                    records.Add(JsonSerializer.Deserialize(File.ReadAllBytes(path), NetworkStateJson.Default.EndpointRecord)
                        ?? throw new JsonException("it is null"));
                    continue;
                }
            }
            catch (JsonException e)
            {
                broken($"endpoint record {path} cannot be read and is removed: {e.Message}");
            }

            // Unreadable, or the temporary file of a write that a kill cut short: what it was about is swept up as nobody's.
            File.Delete(path);
        }

        return records;
    }

    public void Save(EndpointRecord record) => AtomicFile.WriteVolatile(
        PathOf(record.Attachment.ContainerId), JsonSerializer.SerializeToUtf8Bytes(record, NetworkStateJson.Default.EndpointRecord));

    /// <summary>An absent record is fine.</summary>
    public void Delete(string containerId)
    {
        var errno = DirectoryCalls.TryUnlink(null, PathOf(containerId));
        if (errno is not (Errno.None or Errno.ENOENT))
        {
            throw new LinuxException(errno, "unlink", PathOf(containerId));
        }
    }

    private string PathOf(string containerId) => Path.Combine(directory, containerId + ".json");
}
