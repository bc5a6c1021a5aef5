using Davit.Engine.Containers;

namespace Davit.Engine.Restarting;

/// <summary>Whether an ended container is started again.</summary>
internal static class RestartDecision
{
    /// <param name="exitCode">Of the run that just ended.</param>
    /// <param name="restarts">Restarts in a row so far.</param>
    public static bool AfterExit(RestartPolicy policy, int exitCode, bool manuallyStopped, int restarts) => !manuallyStopped && policy.Name switch
    {
        "always" or "unless-stopped" => true,
        "on-failure" => exitCode != 0 && (policy.MaximumRetryCount == 0 || restarts < policy.MaximumRetryCount),
        _ => false,
    };

    /// <summary>When the daemon comes up and finds the container not running.</summary>
    public static bool AtDaemonStart(ContainerRecord record) => record.HasBeenStarted && record.HostConfig.RestartPolicy.Name switch
    {
        "always" => true,
        "unless-stopped" => !record.ManuallyStopped,
        "on-failure" => !record.ManuallyStopped && record.State.ExitCode != 0
            && (record.HostConfig.RestartPolicy.MaximumRetryCount == 0 || record.RestartCount < record.HostConfig.RestartPolicy.MaximumRetryCount),
        _ => false,
    };
}
