using Davit.Engine.Containers;

namespace Davit.Engine.Logs;

/// <summary>When following a log ends: at the next exit that is not followed by a restart.</summary>
internal static class FollowEnd
{
    public static Task Of(LiveContainer container)
    {
        var next = container.Waiters.NextExit;
        return IsOver(container) ? Task.CompletedTask : WaitAsync(container, next);
    }

    private static async Task WaitAsync(LiveContainer container, Task<WaitResult> next)
    {
        while (true)
        {
            await next.ConfigureAwait(false);
            next = container.Waiters.NextExit;
            if (IsOver(container))
            {
                return;
            }
        }
    }

    private static bool IsOver(LiveContainer container) => container.Record.State.Status is not
        (ContainerStatus.Running or ContainerStatus.Paused or ContainerStatus.Restarting);
}
