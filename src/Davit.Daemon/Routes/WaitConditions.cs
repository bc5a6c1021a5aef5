using Davit.Engine;
using Davit.Engine.Containers;

namespace Davit.Daemon.Routes;

/// <summary>Names of wait's conditions.</summary>
internal static class WaitConditions
{
    /// <exception cref="EngineException">An unknown name.</exception>
    public static WaitCondition Parse(string name) => name switch
    {
        "" or "not-running" => WaitCondition.NotRunning,
        "next-exit" => WaitCondition.NextExit,
        "removed" => WaitCondition.Removed,
        _ => throw new EngineException(ErrorKind.InvalidParameter, $"invalid condition: \"{name}\""),
    };
}
