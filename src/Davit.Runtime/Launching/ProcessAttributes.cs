using System.Globalization;
using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>What the launcher sets on the process from outside, while it waits.</summary>
internal static class ProcessAttributes
{
    /// <summary>Writes oom_score_adj, and the limits if the process cannot set them itself.</summary>
    public static void Apply(int pid, ProcessSpec process, bool withLimits)
    {
        if (process.OomScoreAdj is { } score)
        {
            SetOomScore(pid, score);
        }

        if (withLimits)
        {
            foreach (var limit in process.Rlimits ?? [])
            {
                SetLimit(pid, limit);
            }
        }
    }

    // Lowering needs CAP_SYS_RESOURCE, which an engine in a container may lack; a value that is set already needs nothing.
    private static void SetOomScore(int pid, int score)
    {
        var path = $"/proc/{pid}/oom_score_adj";
        var text = score.ToString(CultureInfo.InvariantCulture);
        var errno = ProcFile.TryWrite(path, text);
        if (errno != Errno.None && ProcFile.TryRead(path)?.Trim() != text)
        {
            throw Failed($"set oom_score_adj to {text}", errno);
        }
    }

    private static void SetLimit(int pid, RlimitSpec limit)
    {
        var errno = LimitCalls.TrySet(pid, ResourceLimits.Number(limit.Type), limit.Soft, limit.Hard);
        if (errno != Errno.None)
        {
            throw Failed($"set limit {limit.Type} to {limit.Soft}:{limit.Hard}", errno);
        }
    }

    private static LaunchException Failed(string step, Errno errno) =>
        new(LaunchFailure.Other, $"{step}: {errno.Describe()}") { Step = step, Errno = errno };
}
