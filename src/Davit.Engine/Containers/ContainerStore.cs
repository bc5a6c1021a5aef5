using System.Text.Json;
using Davit.Storage.Host;

namespace Davit.Engine.Containers;

/// <summary>
/// The records on disk, <c>containers/ID/container.json</c>. Thread-safe for different containers; one container's record is
/// written by its own writer only.
/// </summary>
internal sealed class ContainerStore(string directory, EngineLog log)
{
    private const string RecordName = "container.json";

    public string DirectoryOf(string id) => Path.Combine(directory, id);

    public string ExitFileOf(string id) => Path.Combine(directory, id, "exit.json");

    /// <summary>
    /// Writes the record. One that goes away with its container (<c>--rm</c>) need not survive a power cut: what is left of it
    /// then has no readable record and is removed.
    /// </summary>
    public void Save(ContainerRecord record) => DocumentFile.Write(
        Path.Combine(directory, record.Id, RecordName),
        JsonSerializer.SerializeToUtf8Bytes(record, RecordJson.Default.ContainerRecord),
        durable: !record.HostConfig.AutoRemove);

    /// <summary>Every record that can be read, and the directories that have none.</summary>
    public (IReadOnlyList<ContainerRecord> Records, IReadOnlyList<string> Leftovers) Load()
    {
        Directory.CreateDirectory(directory);
        var directories = Directory.GetDirectories(directory);
        var records = new ContainerRecord?[directories.Length];
        Parallel.For(0, directories.Length, index => records[index] = Read(directories[index]));
        var leftovers = directories.Where((_, index) => records[index] is null).ToList();
        return ([.. records.OfType<ContainerRecord>()], leftovers);
    }

    private ContainerRecord? Read(string containerDirectory)
    {
        var path = Path.Combine(containerDirectory, RecordName);
        try
        {
            var record = JsonSerializer.Deserialize(File.ReadAllBytes(path), RecordJson.Default.ContainerRecord);
            return record?.Id == Path.GetFileName(containerDirectory) ? record : null;
        }
        catch (Exception failure) when (failure is JsonException or IOException)
        {
            if (failure is not (FileNotFoundException or DirectoryNotFoundException))
            {
                log.Warning($"container record {path} cannot be read: {failure.Message}");
            }

            return null;
        }
    }
}
