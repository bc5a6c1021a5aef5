using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Containers;

/// <summary><c>--timeout</c> and its former name <c>--time</c>.</summary>
internal static class StopTimeout
{
    public static long? Read(IntFlag timeout, IntFlag time) => (timeout.Changed, time.Changed) switch
    {
        (true, true) => throw new CommandException("conflicting options: cannot specify both --timeout and --time"),
        (true, false) => timeout.Value,
        (false, true) => time.Value,
        _ => null,
    };
}
