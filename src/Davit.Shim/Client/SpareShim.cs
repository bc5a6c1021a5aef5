using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Linux.Sockets;

namespace Davit.Shim.Client;

/// <summary>
/// Keeps one shim process started ahead: its start-up (7 ms of a .NET program) is then not part of a container's start. A spare ends
/// when the daemon does. Thread-safe.
/// </summary>
internal sealed class SpareShim(FileDescriptor executable) : IDisposable
{
    // All that can be blocked and has no use here; not those of the .NET runtime (SIGRTMIN) and of program errors.
    private static readonly ulong s_blocked = Mask(
        Signal.SIGHUP, Signal.SIGINT, Signal.SIGQUIT, Signal.SIGUSR1, Signal.SIGUSR2, Signal.SIGPIPE, Signal.SIGALRM, Signal.SIGTERM, Signal.SIGCHLD,
        Signal.SIGTSTP, Signal.SIGTTIN, Signal.SIGTTOU, Signal.SIGURG, Signal.SIGVTALRM, Signal.SIGPROF, Signal.SIGWINCH, Signal.SIGIO, Signal.SIGPWR);

    // The collector's first generation is this large (hexadecimal) before it collects: what a shim allocates in its life is little, and
    // without a limit all of it would stay.
    private static readonly string[] s_environment = ["DOTNET_GCgen0size=40000"];

    // The next spare is not to compete for the processor with the container that took this one.
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(30);

    private readonly Lock _gate = new();
    private ShimChild? _spare;
    private bool _disposed;

    /// <summary>The spare, or a new process when there is none; another spare is started meanwhile.</summary>
    public ShimChild Take()
    {
        ShimChild? taken;
        lock (_gate)
        {
            taken = _spare;
            _spare = null;
        }

        taken = taken is null || HasEnded(taken) ? Start() : taken;
        _ = RefillAsync();
        return taken;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            if (_spare is { } spare)
            {
                spare.Launch.Dispose();
                spare.Reap();
            }

            _spare = null;
        }
    }

    private static ulong Mask(params ReadOnlySpan<Signal> signals)
    {
        var mask = 0UL;
        foreach (var signal in signals)
        {
            mask |= 1UL << ((int)signal - 1);
        }

        return mask;
    }

    private static bool HasEnded(ShimChild child)
    {
        if (WaitCalls.Poll(child.Pid) is null)
        {
            return false;
        }

        child.Launch.Dispose();
        return true;
    }

    private async Task RefillAsync()
    {
        await Task.Delay(s_pause);
        lock (_gate)
        {
            if (_spare is null && !_disposed)
            {
                try
                {
                    _spare = Start();
                }
                catch (LinuxException)
                {
                    // The next container's start tries again, and reports.
                }
            }
        }
    }

    private ShimChild Start()
    {
        var (ours, theirs) = UnixSocketCalls.Pair(SocketKind.Stream);
        using (theirs)
        {
            // The executable is 4 in the child, where nothing else of this process is open.
            var pid = SpawnCalls.Spawn(new SpawnRequest
            {
                Path = "/proc/self/fd/4",
                Arguments = ["davit", "shim"],
                Environment = s_environment,
                WorkingDirectory = "/",
                Descriptors = [null, null, null, theirs, executable],
                NewSession = true,
                BlockedSignals = s_blocked,
            });
            return new ShimChild(pid, ours);
        }
    }
}
