using Davit.Engine.Validation;

namespace Davit.Engine.Containers;

/// <summary>How a container is stopped.</summary>
internal static class StopSettings
{
    private const int DefaultTimeout = 10;

    /// <summary>The signal: its own, its image's, or SIGTERM.</summary>
    public static int SignalOf(ContainerRecord record) =>
        record.Config.StopSignal is { Length: > 0 } name && SignalName.TryParse(name, out var signal) ? signal : SignalName.Term;

    /// <summary>Seconds until it is killed; negative: never.</summary>
    public static int TimeoutOf(ContainerRecord record) => record.Config.StopTimeout ?? DefaultTimeout;
}
