using Davit.Linux;
using Davit.Runtime.Interpreter;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>A child's message about a failure → the exception that names the operation.</summary>
internal static class PlanFailure
{
    public static LaunchException Describe(LaunchPlan plan, ChildAnswer answer)
    {
        // The trampoline does not know its place in the plan: it is the end.
        var index = answer.Kind == ChildMessageKind.ExecuteFailed ? plan.Operations.Count - 1 : answer.Operation;
        return Describe(plan.Operations[index], index, plan.Operations.Count, answer.Errno, answer.Text);
    }

    /// <summary>The same for a process whose plan was made by another process: only the number is known.</summary>
    public static LaunchException DescribeWithoutPlan(Davit.Oci.Runtime.Spec spec, ChildAnswer answer)
    {
        var isExecution = answer.Kind == ChildMessageKind.ExecuteFailed;
        var step = isExecution ? $"execute {spec.Process?.Args?[0]}" : $"operation {answer.Operation + 1}";
        var detail = answer.Text.Length == 0 ? answer.Errno.Describe() : $"{answer.Errno.Describe()} ({answer.Text})";
        return new LaunchException(LaunchFailure.Other, $"{step}: {detail}")
        {
            Operation = answer.Operation + 1,
            Step = step,
            Errno = answer.Errno,
        };
    }

    /// <summary>The process ended without a word: killed from outside, for want of memory, or by a filter.</summary>
    public static LaunchException Vanished(string what, Davit.Linux.Processes.WaitStatus? status) => new(
        LaunchFailure.Other,
        status is { Signaled: true } killed
            ? $"{what} was killed by signal {killed.Value} before it executed its program"
            : $"{what} ended before it executed its program");

    private static LaunchException Describe(Operation operation, int index, int count, Errno errno, string detail)
    {
        var step = operation.ToString();
        var reason = Reason(operation, errno, detail);
        return new LaunchException(LaunchFailure.Other, $"{step}: {reason} (operation {index + 1} of {count})")
        {
            Operation = index + 1,
            OperationCount = count,
            Step = step,
            Errno = errno,
        };
    }

    private static string Reason(Operation operation, Errno errno, string detail)
    {
        if (operation.Code == OpCode.RunHook)
        {
            var result = errno == Errno.ETIME ? $"not done after {operation.A} s" : "failed";
            return detail.Length == 0 ? result : $"{result}: {detail}";
        }

        return detail.Length == 0 ? errno.Describe() : $"{errno.Describe()} ({detail})";
    }
}
