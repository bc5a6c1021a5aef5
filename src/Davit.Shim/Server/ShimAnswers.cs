using Davit.Shim.Protocol;

namespace Davit.Shim.Server;

/// <summary>Contents of answers that more than one request has.</summary>
internal static class ShimAnswers
{
    public static MessageWriter Of(TaskExit exit) => new MessageWriter()
        .Add(exit.ExitCode)
        .Add(exit.OomKilled)
        .Add(exit.FinishedAt.UtcTicks)
        .Add(exit.Error ?? "");

    public static MessageWriter Of(ContainerTask task) => new MessageWriter()
        .Add(WireHeader.Version)
        .Add(Environment.ProcessId)
        .Add((int)task.Status)
        .Add(task.Pid)
        .Add(task.StartedAt?.UtcTicks ?? 0);
}
