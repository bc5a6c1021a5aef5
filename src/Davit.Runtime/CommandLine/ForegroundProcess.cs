using System.Runtime.InteropServices;
using Davit.Linux.Processes;

namespace Davit.Runtime.CommandLine;

/// <summary>Waits for a process in the foreground: signals go to it, and with a console the terminal does, too.</summary>
internal static class ForegroundProcess
{
    // Everything that can be caught and is not about this process's own children and memory.
    private static readonly Signal[] Forwarded =
    [
        Signal.SIGHUP, Signal.SIGINT, Signal.SIGQUIT, Signal.SIGTERM, Signal.SIGUSR1, Signal.SIGUSR2, Signal.SIGALRM,
    ];

    /// <summary>The exit code as shells count it.</summary>
    public static int Wait(LaunchedProcess process)
    {
        var registrations = Forwarded.Select(s => PosixSignalRegistration.Create((PosixSignal)(int)s, context =>
        {
            context.Cancel = true;
            PidFdCalls.TrySignal(process.PidFd, (int)s);
        })).ToArray();
        try
        {
            if (process.Console is { } console)
            {
                using var proxy = new TerminalProxy(console, process.PidFd);
                proxy.Run();
            }

            return WaitCalls.Wait(process.PidFd).ExitCode;
        }
        finally
        {
            foreach (var registration in registrations)
            {
                registration.Dispose();
            }
        }
    }
}
