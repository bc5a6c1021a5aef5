using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Linux.Sockets;
using Davit.Oci.Runtime;
using Davit.Runtime.Failures;
using Davit.Runtime.Hooks;
using Davit.Runtime.Interpreter;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>Releases a waiting process and follows it until it has executed its program.</summary>
internal static class StartConversation
{
    /// <param name="socket">The conversation; at its end the program runs, or the process is gone.</param>
    /// <param name="plan">Names operations in errors; null where the plan is not known.</param>
    public static void Run(
        FileDescriptor socket, Spec spec, byte[] state, int pid, LaunchPlan? plan, string id, string bundle)
    {
        DescriptorPassing.Send(socket, state);
        AwaitExecution(socket, spec, pid, plan, id, bundle);
        if (HookRunner.Run(spec.Hooks?.Poststart, "poststart", StateText.Create(spec, id, bundle, "running", pid)) is { } failure)
        {
            // runtime.md#lifecycle: the container is stopped.
            ProcessCalls.TryKill(pid, (int)Signal.SIGKILL);
            throw failure;
        }
    }

    public static void AwaitExecution(FileDescriptor socket, Spec spec, int pid, LaunchPlan? plan, string id, string bundle)
    {
        while (ChildAnswer.TryReceive(socket, out var answer))
        {
            if (answer.Kind == ChildMessageKind.SeccompListener)
            {
                SeccompListener.Send(spec, pid, answer.Value, id, bundle);
                DescriptorPassing.Send(socket, "+"u8);
                continue;
            }

            var failure = plan is not null ? PlanFailure.Describe(plan, answer) : PlanFailure.DescribeWithoutPlan(spec, answer);
            failure = ProgramDiagnosis.Explain(failure, pid, spec.Process!);

            // It waited until the root had been looked at.
            TryContinue(socket);
            throw failure;
        }
    }

    private static void TryContinue(FileDescriptor socket)
    {
        try
        {
            DescriptorPassing.Send(socket, "+"u8);
        }
        catch (LinuxException)
        {
            // Gone already: that is what the answer is for.
        }
    }
}
