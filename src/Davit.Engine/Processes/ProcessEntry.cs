using System.Globalization;
using System.Text;

namespace Davit.Engine.Processes;

/// <summary>What <c>/proc</c> says of one process (proc_pid_stat(5)).</summary>
internal sealed record ProcessEntry
{
    public const double TicksPerSecond = 100; // USER_HZ

    public required int Pid { get; init; }

    public int ParentPid { get; init; }

    public int ProcessGroup { get; init; }

    public int Session { get; init; }

    public string Name { get; init; } = "";

    public string Command { get; init; } = "";

    public string State { get; init; } = "";

    public string Terminal { get; init; } = "?";

    public TimeSpan CpuTime { get; init; }

    public long Priority { get; init; }

    public long Nice { get; init; }

    public long Threads { get; init; }

    /// <summary>Since boot.</summary>
    public TimeSpan StartedAfterBoot { get; init; }

    public long VirtualBytes { get; init; }

    public long ResidentBytes { get; init; }

    public long Uid { get; init; }

    public long Gid { get; init; }

    /// <summary>Null: it has ended in the meantime.</summary>
    public static ProcessEntry? Read(int pid)
    {
        try
        {
            var directory = string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/");
            var stat = File.ReadAllText(directory + "stat");
            var end = stat.LastIndexOf(')');
            var name = stat[(stat.IndexOf('(', StringComparison.Ordinal) + 1)..end];
            var fields = stat[(end + 2)..].Split(' ');
            var (uid, gid) = Identity(File.ReadAllText(directory + "status"));
            return new ProcessEntry
            {
                Pid = pid,
                Name = name,
                State = fields[0],
                ParentPid = (int)Number(fields[1]),
                ProcessGroup = (int)Number(fields[2]),
                Session = (int)Number(fields[3]),
                Terminal = TerminalName(Number(fields[4])),
                CpuTime = Ticks(Number(fields[11]) + Number(fields[12])),
                Priority = Number(fields[15]),
                Nice = Number(fields[16]),
                Threads = Number(fields[17]),
                StartedAfterBoot = Ticks(Number(fields[19])),
                VirtualBytes = Number(fields[20]),
                ResidentBytes = Number(fields[21]) * Environment.SystemPageSize,
                Uid = uid,
                Gid = gid,
                Command = CommandLine(directory, name),
            };
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static string CommandLine(string directory, string name)
    {
        var text = Encoding.UTF8.GetString(File.ReadAllBytes(directory + "cmdline")).Replace('\0', ' ').TrimEnd();
        return text.Length > 0 ? text : "[" + name + "]";
    }

    private static (long Uid, long Gid) Identity(string status)
    {
        long uid = 0;
        long gid = 0;
        foreach (var line in status.Split('\n'))
        {
            // The second number is the effective id.
            if (line.StartsWith("Uid:", StringComparison.Ordinal))
            {
                uid = Number(line.Split('\t')[2]);
            }
            else if (line.StartsWith("Gid:", StringComparison.Ordinal))
            {
                gid = Number(line.Split('\t')[2]);
            }
        }

        return (uid, gid);
    }

    /// <summary>Only pseudo terminals occur in containers: majors 136 to 143.</summary>
    private static string TerminalName(long device)
    {
        var major = (device >> 8) & 0xfff;
        var minor = (device & 0xff) | ((device >> 12) & 0xfff00);
        return major is >= 136 and <= 143 ? string.Create(CultureInfo.InvariantCulture, $"pts/{minor + ((major - 136) << 8)}") : "?";
    }

    private static TimeSpan Ticks(long ticks) => TimeSpan.FromSeconds(ticks / TicksPerSecond);

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;
}
