using System.Globalization;

namespace Davit.Engine.Validation;

/// <summary>Signals as people write them: <c>TERM</c>, <c>SIGTERM</c>, <c>15</c>, <c>RTMIN+3</c> (signal(7), numbers of x86-64 and arm64).</summary>
internal static class SignalName
{
    public const int Kill = 9;
    public const int Term = 15;
    private const int RealTimeMin = 34;
    private const int RealTimeMax = 64;

    private static readonly Dictionary<string, int> Known = new(StringComparer.Ordinal)
    {
        ["HUP"] = 1, ["INT"] = 2, ["QUIT"] = 3, ["ILL"] = 4, ["TRAP"] = 5, ["ABRT"] = 6, ["IOT"] = 6, ["BUS"] = 7, ["FPE"] = 8,
        ["KILL"] = 9, ["USR1"] = 10, ["SEGV"] = 11, ["USR2"] = 12, ["PIPE"] = 13, ["ALRM"] = 14, ["TERM"] = 15, ["STKFLT"] = 16,
        ["CHLD"] = 17, ["CLD"] = 17, ["CONT"] = 18, ["STOP"] = 19, ["TSTP"] = 20, ["TTIN"] = 21, ["TTOU"] = 22, ["URG"] = 23,
        ["XCPU"] = 24, ["XFSZ"] = 25, ["VTALRM"] = 26, ["PROF"] = 27, ["WINCH"] = 28, ["IO"] = 29, ["POLL"] = 29, ["PWR"] = 30,
        ["SYS"] = 31, ["RTMIN"] = RealTimeMin, ["RTMAX"] = RealTimeMax,
    };

    public static bool TryParse(string text, out int signal)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out signal))
        {
            return signal is > 0 and <= RealTimeMax;
        }

        var name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name[3..] : name;
        return Known.TryGetValue(name, out signal)
            || TryParseRealTime(name, "RTMIN+", RealTimeMin, 1, out signal)
            || TryParseRealTime(name, "RTMAX-", RealTimeMax, -1, out signal);
    }

    /// <summary>The signal, or docker's error.</summary>
    /// <exception cref="EngineException">There is no such signal.</exception>
    public static int Parse(string text) =>
        TryParse(text, out var signal) ? signal : throw EngineException.Invalid($"invalid signal: {text}");

    private static bool TryParseRealTime(string name, string prefix, int start, int sign, out int signal)
    {
        signal = 0;
        if (!name.StartsWith(prefix, StringComparison.Ordinal)
            || !int.TryParse(name.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var offset)
            || offset > RealTimeMax - RealTimeMin)
        {
            return false;
        }

        signal = start + (sign * offset);
        return true;
    }
}
