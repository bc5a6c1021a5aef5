using System.Globalization;
using Davit.Engine.Containers;
using Davit.Engine.Specs;

namespace Davit.Engine.Starting;

/// <summary>Finds the namespaces of other containers that a container joins.</summary>
internal sealed class NamespaceResolver(ContainerRegistry registry)
{
    /// <exception cref="EngineException">The other container is not there or does not run.</exception>
    public IReadOnlyDictionary<string, string> Resolve(ContainerRecord record)
    {
        var joined = new Dictionary<string, string>(StringComparer.Ordinal);
        Add(joined, record, "network", "net", record.HostConfig.NetworkMode);
        Add(joined, record, "pid", "pid", record.HostConfig.PidMode);
        Add(joined, record, "ipc", "ipc", record.HostConfig.IpcMode);
        return joined;
    }

    /// <summary>The other container of a mode.</summary>
    public LiveContainer Other(ContainerRecord record, string type, string reference)
    {
        var other = registry.Resolve(reference);
        if (other.Id == record.Id)
        {
            throw EngineException.Invalid($"cannot join own {type} namespace");
        }

        return other;
    }

    private void Add(Dictionary<string, string> joined, ContainerRecord record, string type, string file, string mode)
    {
        if (ModeParser.ContainerOf(mode) is not { } reference)
        {
            return;
        }

        var other = Other(record, type, reference).Record;
        if (!other.State.IsRunning || other.State.Pid == 0)
        {
            throw EngineException.Conflict($"cannot join {type} namespace of a non running container: {other.Id}");
        }

        if (type == "ipc" && other.HostConfig.IpcMode is not ("shareable" or "host") && !ModeParser.IsContainer(other.HostConfig.IpcMode))
        {
            throw EngineException.Invalid($"cannot join IPC of a private container: container {other.Id}: non-shareable IPC (hint: use IpcMode:shareable for the donor container)");
        }

        joined[type] = string.Create(CultureInfo.InvariantCulture, $"/proc/{other.State.Pid}/ns/{file}");
    }
}
