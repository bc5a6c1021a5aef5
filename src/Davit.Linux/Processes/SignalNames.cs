using System.Globalization;

namespace Davit.Linux.Processes;

/// <summary>Signal names as people write them: <c>TERM</c>, <c>SIGTERM</c>, <c>15</c>, <c>RTMIN+3</c>.</summary>
public static class SignalNames
{
    private const int RealTimeMinimum = 34;
    private const int RealTimeMaximum = 64;

    public static bool TryParse(string text, out int signal)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out signal))
        {
            return signal is > 0 and <= RealTimeMaximum;
        }

        var name = text.ToUpperInvariant();
        name = name.StartsWith("SIG", StringComparison.Ordinal) ? name : "SIG" + name;
        if (TryParseRealTime(name, out signal))
        {
            return true;
        }

        signal = name switch
        {
            "SIGIOT" => (int)Signal.SIGABRT,
            "SIGCLD" => (int)Signal.SIGCHLD,
            "SIGPOLL" => (int)Signal.SIGIO,
            _ => Enum.TryParse<Signal>(name, out var known) ? (int)known : 0,
        };
        return signal > 0;
    }

    private static bool TryParseRealTime(string name, out int signal)
    {
        signal = 0;
        var (start, sign) = name.StartsWith("SIGRTMIN", StringComparison.Ordinal) ? (RealTimeMinimum, '+')
            : name.StartsWith("SIGRTMAX", StringComparison.Ordinal) ? (RealTimeMaximum, '-') : (0, ' ');
        if (start == 0)
        {
            return false;
        }

        var rest = name.AsSpan("SIGRTMIN".Length);
        if (rest.IsEmpty)
        {
            signal = start;
            return true;
        }

        if (rest[0] != sign || !int.TryParse(rest[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var offset))
        {
            return false;
        }

        signal = sign == '+' ? start + offset : start - offset;
        return signal is >= RealTimeMinimum and <= RealTimeMaximum;
    }
}
