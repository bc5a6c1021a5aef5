namespace Davit.Engine.Processes;

/// <summary>
/// The arguments of <c>top</c>, which are those of ps(1): the common forms <c>-ef aux -o …</c> are understood; what is not is an
/// error, because a column that is silently missing breaks scripts.
/// </summary>
internal static class PsArguments
{
    private static readonly (PsColumn Column, string Title)[] Full =
    [
        (PsColumn.Uid, "UID"), (PsColumn.Pid, "PID"), (PsColumn.Ppid, "PPID"), (PsColumn.CpuShare, "C"), (PsColumn.StartTime, "STIME"),
        (PsColumn.Terminal, "TTY"), (PsColumn.Time, "TIME"), (PsColumn.Command, "CMD"),
    ];

    private static readonly (PsColumn Column, string Title)[] Basic =
    [
        (PsColumn.Pid, "PID"), (PsColumn.Terminal, "TTY"), (PsColumn.Time, "TIME"), (PsColumn.CommandName, "CMD"),
    ];

    private static readonly (PsColumn Column, string Title)[] UserOriented =
    [
        (PsColumn.User, "USER"), (PsColumn.Pid, "PID"), (PsColumn.CpuPercent, "%CPU"), (PsColumn.MemoryPercent, "%MEM"),
        (PsColumn.VirtualSize, "VSZ"), (PsColumn.ResidentSize, "RSS"), (PsColumn.Terminal, "TTY"), (PsColumn.StateFlags, "STAT"),
        (PsColumn.StartTime, "START"), (PsColumn.BsdTime, "TIME"), (PsColumn.Command, "COMMAND"),
    ];

    private static readonly (PsColumn Column, string Title)[] BsdBasic =
    [
        (PsColumn.Pid, "PID"), (PsColumn.Terminal, "TTY"), (PsColumn.StateFlags, "STAT"), (PsColumn.BsdTime, "TIME"), (PsColumn.Command, "COMMAND"),
    ];

    private static readonly Dictionary<string, (PsColumn Column, string Title)> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        ["pid"] = (PsColumn.Pid, "PID"), ["ppid"] = (PsColumn.Ppid, "PPID"), ["uid"] = (PsColumn.UserId, "UID"), ["euid"] = (PsColumn.UserId, "EUID"),
        ["user"] = (PsColumn.User, "USER"), ["euser"] = (PsColumn.User, "EUSER"), ["uname"] = (PsColumn.User, "USER"), ["group"] = (PsColumn.Group, "GROUP"),
        ["gid"] = (PsColumn.GroupId, "GID"), ["pcpu"] = (PsColumn.CpuPercent, "%CPU"), ["%cpu"] = (PsColumn.CpuPercent, "%CPU"), ["c"] = (PsColumn.CpuShare, "C"),
        ["pmem"] = (PsColumn.MemoryPercent, "%MEM"), ["%mem"] = (PsColumn.MemoryPercent, "%MEM"), ["vsz"] = (PsColumn.VirtualSize, "VSZ"),
        ["vsize"] = (PsColumn.VirtualSize, "VSZ"), ["rss"] = (PsColumn.ResidentSize, "RSS"), ["rssize"] = (PsColumn.ResidentSize, "RSS"),
        ["tty"] = (PsColumn.Terminal, "TT"), ["tt"] = (PsColumn.Terminal, "TT"), ["tname"] = (PsColumn.Terminal, "TTY"), ["stat"] = (PsColumn.StateFlags, "STAT"),
        ["s"] = (PsColumn.State, "S"), ["state"] = (PsColumn.State, "S"), ["time"] = (PsColumn.Time, "TIME"), ["cputime"] = (PsColumn.Time, "TIME"),
        ["etime"] = (PsColumn.ElapsedTime, "ELAPSED"), ["stime"] = (PsColumn.StartTime, "STIME"), ["start"] = (PsColumn.StartTime, "START"),
        ["lstart"] = (PsColumn.Started, "STARTED"), ["comm"] = (PsColumn.CommandName, "COMMAND"), ["ucmd"] = (PsColumn.CommandName, "CMD"),
        ["cmd"] = (PsColumn.Command, "CMD"), ["args"] = (PsColumn.Command, "COMMAND"), ["command"] = (PsColumn.Command, "COMMAND"),
        ["ni"] = (PsColumn.Nice, "NI"), ["nice"] = (PsColumn.Nice, "NI"), ["pri"] = (PsColumn.Priority, "PRI"), ["nlwp"] = (PsColumn.Threads, "NLWP"),
        ["thcount"] = (PsColumn.Threads, "THCNT"), ["sid"] = (PsColumn.SessionId, "SID"), ["sess"] = (PsColumn.SessionId, "SESS"),
        ["pgid"] = (PsColumn.ProcessGroup, "PGID"), ["pgrp"] = (PsColumn.ProcessGroup, "PGRP"), ["wchan"] = (PsColumn.WaitChannel, "WCHAN"),
    };

    /// <exception cref="EngineException">A form that is not known.</exception>
    public static IReadOnlyList<(PsColumn Column, string Title)> Parse(string text)
    {
        var columns = new List<(PsColumn, string)>();
        var style = Basic;
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        while (words.TryDequeue(out var word))
        {
            if (word is "-o" or "o" or "-eo" or "-o," or "--format" or "-Ao" or "axo" or "ao")
            {
                columns.AddRange(ParseColumns(words.TryDequeue(out var list) ? list : throw Unknown(text)));
            }
            else if (word.StartsWith("-o", StringComparison.Ordinal))
            {
                columns.AddRange(ParseColumns(word[2..]));
            }
            else if (word.StartsWith("--format=", StringComparison.Ordinal))
            {
                columns.AddRange(ParseColumns(word["--format=".Length..]));
            }
            else
            {
                style = Style(word, style) ?? throw Unknown(text);
            }
        }

        return columns.Count > 0 ? columns : style;
    }

    private static (PsColumn Column, string Title)[]? Style(string word, (PsColumn Column, string Title)[] current)
    {
        if (word.StartsWith('-'))
        {
            return word.Skip(1).All("eAfFHw".Contains) && word.Length > 1 ? word.AsSpan().ContainsAny('f', 'F') ? Full : current
                : word.Skip(1).All("auxw".Contains) && word.Length > 1 ? word.Contains('u', StringComparison.Ordinal) ? UserOriented : BsdBasic
                : null;
        }

        return word.All("auxfwe".Contains) ? word.Contains('u', StringComparison.Ordinal) ? UserOriented : BsdBasic : null;
    }

    private static IEnumerable<(PsColumn Column, string Title)> ParseColumns(string list)
    {
        foreach (var item in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var at = item.IndexOf('=', StringComparison.Ordinal);
            var name = at < 0 ? item : item[..at];
            if (!Names.TryGetValue(name, out var column))
            {
                throw EngineException.Invalid($"unknown column \"{name}\" in the arguments of top; known are {string.Join(' ', Names.Keys)}");
            }

            yield return at < 0 ? column : (column.Column, item[(at + 1)..]);
        }
    }

    private static EngineException Unknown(string text) =>
        EngineException.Invalid($"the arguments of top \"{text}\" are not supported; use -ef, aux, or -o COLUMN,…");
}
