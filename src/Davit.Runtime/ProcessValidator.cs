using Davit.Oci.Runtime;
using Davit.Runtime.Plan;

namespace Davit.Runtime;

/// <summary>What a process of a specification, or of an exec, must be.</summary>
public static class ProcessValidator
{
    public static IReadOnlyList<string> Validate(ProcessSpec process)
    {
        var errors = new List<string>();
        if (process.Args is not { Count: > 0 })
        {
            errors.Add("process.args is empty");
        }

        if (!process.Cwd.StartsWith('/') || HasNul(process.Cwd))
        {
            errors.Add($"process.cwd \"{process.Cwd}\" is not absolute");
        }

        if ((process.Args ?? []).Concat(process.Env ?? []).Any(HasNul))
        {
            errors.Add("process.args or process.env has a NUL character");
        }

        // -1 means "no change" to setresuid(2): a process that asks for it would stay root.
        if (process.User.Uid == uint.MaxValue || process.User.Gid == uint.MaxValue)
        {
            errors.Add("process.user has an id that no user can have");
        }

        foreach (var limit in process.Rlimits ?? [])
        {
            if (ResourceLimits.Number(limit.Type) < 0)
            {
                errors.Add($"limit \"{limit.Type}\" is unknown");
            }
        }

        foreach (var twice in (process.Rlimits ?? []).GroupBy(l => l.Type).Where(g => g.Count() > 1))
        {
            errors.Add($"limit {twice.Key} is given twice");
        }

        ValidateScheduling(process, errors);
        return errors;
    }

    private static void ValidateScheduling(ProcessSpec process, List<string> errors)
    {
        if (process.Scheduler is { } scheduler)
        {
            if (Scheduling.Policy(scheduler.Policy) < 0)
            {
                errors.Add($"scheduler policy \"{scheduler.Policy}\" is unknown");
            }

            errors.AddRange((scheduler.Flags ?? []).Where(f => Scheduling.Flag(f) == 0).Select(f => $"scheduler flag \"{f}\" is unknown"));
        }

        if (process.IoPriority is { } priority && (Scheduling.IoClass(priority.Class) < 0 || priority.Priority is < 0 or > 7))
        {
            errors.Add($"i/o priority \"{priority.Class}\" {priority.Priority} is unknown");
        }

        if (process.OomScoreAdj is < -1000 or > 1000)
        {
            errors.Add($"oomScoreAdj {process.OomScoreAdj} is not between -1000 and 1000");
        }
    }

    private static bool HasNul(string text) => text.Contains('\0', StringComparison.Ordinal);
}
