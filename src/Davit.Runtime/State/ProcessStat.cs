using System.Globalization;
using Davit.Runtime.Launching;

namespace Davit.Runtime.State;

/// <summary>What /proc/PID/stat says: state letter and start time.</summary>
internal readonly record struct ProcessStat(char State, ulong StartTime)
{
    private const int StateField = 0;
    private const int StartTimeField = 19;

    public bool IsDead => State is 'Z' or 'X';

    /// <summary>Null if there is no such process.</summary>
    public static ProcessStat? Read(int pid)
    {
        var text = ProcFile.TryRead($"/proc/{pid}/stat");

        // The name is in parentheses and may itself contain some.
        var end = text?.LastIndexOf(')') ?? -1;
        if (end < 0)
        {
            return null;
        }

        var fields = text![(end + 2)..].Split(' ');
        return new(fields[StateField][0], ulong.Parse(fields[StartTimeField], CultureInfo.InvariantCulture));
    }
}
