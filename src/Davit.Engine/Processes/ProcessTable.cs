using System.Globalization;
using System.Text;
using Davit.Engine.Containers;
using Davit.Engine.Specs;

namespace Davit.Engine.Processes;

/// <summary>Reads processes from <c>/proc</c> as the host sees them.</summary>
internal static class ProcessTable
{
    public static TopResult Read(IReadOnlyList<int> pids, IReadOnlyList<(PsColumn Column, string Title)> columns, HostFacts host, DateTimeOffset now)
    {
        var clock = new ProcessClock(now);
        var rows = new List<IReadOnlyList<string>>();
        foreach (var pid in pids.Order())
        {
            if (ProcessEntry.Read(pid) is { } entry)
            {
                rows.Add([.. columns.Select(column => Cell(column.Column, entry, clock, host))]);
            }
        }

        return new TopResult([.. columns.Select(column => column.Title)], rows);
    }

    private static string Cell(PsColumn column, ProcessEntry entry, ProcessClock clock, HostFacts host) => column switch
    {
        PsColumn.Uid or PsColumn.User => HostNames.User(entry.Uid),
        PsColumn.Group => HostNames.Group(entry.Gid),
        PsColumn.UserId => Text(entry.Uid),
        PsColumn.GroupId => Text(entry.Gid),
        PsColumn.Pid => Text(entry.Pid),
        PsColumn.Ppid => Text(entry.ParentPid),
        PsColumn.CpuShare => Text((long)clock.CpuPercent(entry)),
        PsColumn.CpuPercent => clock.CpuPercent(entry).ToString("0.0", CultureInfo.InvariantCulture),
        PsColumn.MemoryPercent => (host.MemoryTotal == 0 ? 0 : 100.0 * entry.ResidentBytes / host.MemoryTotal).ToString("0.0", CultureInfo.InvariantCulture),
        PsColumn.VirtualSize => Text(entry.VirtualBytes / 1024),
        PsColumn.ResidentSize => Text(entry.ResidentBytes / 1024),
        PsColumn.StartTime => clock.StartText(entry),
        PsColumn.Started => clock.Started(entry).ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture),
        PsColumn.Terminal => entry.Terminal,
        PsColumn.Time => ProcessClock.Format(entry.CpuTime),
        PsColumn.ElapsedTime => ProcessClock.FormatElapsed(clock.Age(entry)),
        PsColumn.State => entry.State,
        PsColumn.StateFlags => Flags(entry),
        PsColumn.BsdTime => $"{(long)entry.CpuTime.TotalMinutes}:{entry.CpuTime.Seconds:00}",
        PsColumn.Nice => Text(entry.Nice),
        PsColumn.Priority => Text(39 - entry.Priority),
        PsColumn.Threads => Text(entry.Threads),
        PsColumn.SessionId => Text(entry.Session),
        PsColumn.ProcessGroup => Text(entry.ProcessGroup),
        PsColumn.WaitChannel => "-",
        PsColumn.CommandName => entry.Name,
        _ => entry.Command,
    };

    /// <summary>The state and what ps(1) adds to it: priority, session leader, several threads.</summary>
    private static string Flags(ProcessEntry entry) => entry.State
        + (entry.Nice < 0 ? "<" : entry.Nice > 0 ? "N" : "")
        + (entry.Session == entry.Pid ? "s" : "")
        + (entry.Threads > 1 ? "l" : "");

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
