using System.Globalization;
using Davit.Linux.Polling;
using Davit.Linux.Processes;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>events</c>: statistics, once or at intervals, and out-of-memory notices, a JSON document a line.</summary>
internal static class EventsCommand
{
    private const string DefaultInterval = "5s";

    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, ["stats"], ["interval"]);
        var interval = ParseInterval(options.Get("interval") ?? DefaultInterval);
        var state = context.Store.Load(options.Id);
        if (StatusReader.Read(context.Store, state) == ContainerStatus.Stopped)
        {
            throw new CommandException("container not running");
        }

        using var cgroup = StatusReader.TryOpenCgroup(state) ?? throw new CommandException("the container has no cgroup");
        OciContext.Print(StatsDocument.Stats(state.Id, cgroup.ReadStats()));
        if (options.Has("stats"))
        {
            return 0;
        }

        using var process = PidFdCalls.Open(state.InitProcessPid);
        var oom = cgroup.OomKillCount();
        while (PollCalls.Wait(process, PollEvents.In, interval) == PollEvents.None && StatusReader.IsAlive(state))
        {
            var now = cgroup.OomKillCount();
            if (now > oom)
            {
                OciContext.Print(StatsDocument.OutOfMemory(state.Id));
                oom = now;
            }

            OciContext.Print(StatsDocument.Stats(state.Id, cgroup.ReadStats()));
        }

        return 0;
    }

    // A Go duration of one unit: 5s, 500ms, 1m.
    private static int ParseInterval(string text)
    {
        var (number, factor) = text switch
        {
            _ when text.EndsWith("ms", StringComparison.Ordinal) => (text[..^2], 1d),
            _ when text.EndsWith('s') => (text[..^1], 1000d),
            _ when text.EndsWith('m') => (text[..^1], 60_000d),
            _ when text.EndsWith('h') => (text[..^1], 3_600_000d),
            _ => ("", 0d),
        };
        return double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && value * factor is > 0 and < int.MaxValue
            ? (int)(value * factor)
            : throw new CommandException($"option --interval: \"{text}\" is no duration above zero");
    }
}
