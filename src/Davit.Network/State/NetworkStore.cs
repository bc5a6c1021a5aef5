using System.Text.Json;
using Davit.Linux.Files;

namespace Davit.Network.State;

/// <summary>Network records: one file each, named by id; survives reboots.</summary>
internal sealed class NetworkStore(string directory)
{
    /// <summary>Every record that can be read; what cannot be is passed to <paramref name="broken"/> and left alone.</summary>
    public IReadOnlyList<NetworkRecord> Load(Action<string> broken)
    {
        Directory.CreateDirectory(directory);
        var records = new List<NetworkRecord>();
        foreach (var path in Directory.EnumerateFiles(directory, "*.json"))
        {
            try
            {
                records.Add(JsonSerializer.Deserialize(File.ReadAllBytes(path), NetworkStateJson.Default.NetworkRecord)
                    ?? throw new JsonException("it is null"));
            }
            catch (JsonException e)
            {
                broken($"network record {path} cannot be read: {e.Message}");
            }
        }

        return records;
    }

    public void Save(NetworkRecord record) => AtomicFile.Write(
        Path.Combine(directory, record.Id + ".json"), JsonSerializer.SerializeToUtf8Bytes(record, NetworkStateJson.Default.NetworkRecord));

    public void Delete(NetworkRecord record) => AtomicFile.Delete(Path.Combine(directory, record.Id + ".json"));
}
