using System.Globalization;
using Davit.Runtime.Launching;

namespace Davit.Runtime.CommandLine;

/// <summary>Processes as <c>ps -ef</c> shows them, read from /proc: no program of the host is needed.</summary>
internal static class ProcessTable
{
    private const int TicksPerSecond = 100;

    public static IReadOnlyList<IReadOnlyList<string>> Rows(IReadOnlyList<int> pids) =>
        [["UID", "PID", "PPID", "TIME", "CMD"], .. pids.Select(Row).OfType<IReadOnlyList<string>>()];

    private static string[]? Row(int pid)
    {
        var stat = ProcFile.TryRead($"/proc/{pid}/stat");
        var status = ProcFile.TryRead($"/proc/{pid}/status");
        var end = stat?.LastIndexOf(')') ?? -1;
        if (end < 0 || status is null)
        {
            return null;
        }

        // proc_pid_stat(5), counted from the state: ppid 1, utime 11, stime 12.
        var fields = stat![(end + 2)..].Split(' ');
        var seconds = (long.Parse(fields[11], CultureInfo.InvariantCulture) + long.Parse(fields[12], CultureInfo.InvariantCulture))
            / TicksPerSecond;
        var command = ProcFile.TryRead($"/proc/{pid}/cmdline")?.TrimEnd('\0').Replace('\0', ' ');
        return
        [
            Uid(status),
            pid.ToString(CultureInfo.InvariantCulture),
            fields[1],
            TimeSpan.FromSeconds(seconds).ToString("c", CultureInfo.InvariantCulture),
            string.IsNullOrEmpty(command) ? $"[{stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end]}]" : command,
        ];
    }

    private static string Uid(string status)
    {
        var line = status.Split('\n').First(l => l.StartsWith("Uid:", StringComparison.Ordinal));
        return line.Split('\t')[1];
    }
}
