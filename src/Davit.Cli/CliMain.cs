using Davit.Cli.Commands;

namespace Davit.Cli;

/// <summary>The client's entry: everything that is not the daemon, the shim or the runtime.</summary>
public static class CliMain
{
    /// <summary>
    /// Runs one command line and returns its exit status. <paramref name="arguments"/> are without the program's name,
    /// which is taken from the process: under the name <c>docker</c> help and errors say docker.
    /// </summary>
    public static int Run(string[] arguments)
    {
        using var context = CommandContext.ForProcess();
        return CommandRunner.Run(context, arguments);
    }
}
