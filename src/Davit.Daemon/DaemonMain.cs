using Davit.Daemon.Options;

namespace Davit.Daemon;

/// <summary>Entry of <c>davit daemon</c>.</summary>
public static class DaemonMain
{
    private const int UsageFailure = 125;

    /// <summary>Runs until a signal asks it to end. Exit codes: 0, 1 for a failed start, 125 for a wrong command line.</summary>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, DaemonParts parts)
    {
        try
        {
            var flags = OptionParser.Parse(args);
            if (Asks(flags, "help"))
            {
                Console.Out.Write(OptionHelp.Compose());
                return 0;
            }

            if (Asks(flags, "version"))
            {
                Console.Out.WriteLine($"Davit version {parts.Version}, build {parts.GitCommit}");
                return 0;
            }

            return await RunAsync(flags, parts).ConfigureAwait(false);
        }
        catch (OptionException failure)
        {
            await Console.Error.WriteLineAsync(failure.Usage ? $"{failure.Message}\n\nSee 'davit daemon --help'." : failure.Message).ConfigureAwait(false);
            return failure.Usage ? UsageFailure : 1;
        }
    }

    private static async Task<int> RunAsync(RawOptions flags, DaemonParts parts)
    {
        var options = OptionLoader.Load(flags);
        if (Asks(flags, "validate"))
        {
            Console.Out.WriteLine("configuration OK");
            return 0;
        }

        var log = new DaemonLog(options, Console.Error, TimeProvider.System);
        return await DaemonHost.RunAsync(options, parts, log.Engine).ConfigureAwait(false);
    }

    private static bool Asks(RawOptions flags, string name) => flags.Get(name) is [.., var value] && OptionValues.ParseSwitch(value) == true;
}
