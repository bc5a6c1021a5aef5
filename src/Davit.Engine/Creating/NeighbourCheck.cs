using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Engine.Starting;

namespace Davit.Engine.Creating;

/// <summary>
/// Looks for the other containers that a new one names. One that is missing makes the request wrong; "not found" would mean the image,
/// which clients then try to pull.
/// </summary>
internal sealed class NeighbourCheck(ContainerRegistry registry)
{
    /// <exception cref="EngineException">There is no such container.</exception>
    public void Check(HostConfig host)
    {
        foreach (var mode in (string[])[host.PidMode, host.IpcMode])
        {
            if (ModeParser.ContainerOf(mode) is { } reference)
            {
                _ = Find(reference);
            }
        }

        foreach (var link in host.Links ?? [])
        {
            var (name, _) = LinkResolver.Parse(link);
            _ = Find(name, $"could not get container for {name}: ");
        }
    }

    /// <summary>The record of a container that is named by a request.</summary>
    public ContainerRecord Find(string reference) => Find(reference, "");

    private ContainerRecord Find(string reference, string prefix)
    {
        try
        {
            return registry.Resolve(reference).Record;
        }
        catch (EngineException failure) when (failure.Kind == ErrorKind.NotFound)
        {
            throw EngineException.Invalid(prefix + failure.Message, failure);
        }
    }
}
