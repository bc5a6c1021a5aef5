using System.Runtime.InteropServices;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Polling;
using Davit.Linux.Terminals;

namespace Davit.Runtime.CommandLine;

/// <summary>
/// Carries bytes between this process's streams and a console until the process behind it has ended. The terminal is raw
/// meanwhile, and has its modes back afterwards. Owns the console.
/// </summary>
internal sealed class TerminalProxy : IDisposable
{
    private const ulong FromUser = 1;
    private const ulong FromConsole = 2;
    private const ulong Ended = 3;

    private readonly FileDescriptor console;
    private readonly FileDescriptor process;
    private readonly FileDescriptor input = new(0, owns: false);
    private readonly FileDescriptor output = new(1, owns: false);
    private readonly Epoll epoll = new();
    private readonly PosixSignalRegistration resize;
    private readonly Termios? before;

    public TerminalProxy(FileDescriptor console, FileDescriptor process)
    {
        this.console = console;
        this.process = process;
        if (TerminalCalls.TryGetModes(input, out var modes) == Errno.None)
        {
            before = modes;
            TerminalCalls.TrySetModes(input, TerminalCalls.ToRaw(modes));
        }

        CopySize();
        resize = PosixSignalRegistration.Create(PosixSignal.SIGWINCH, _ => CopySize());
    }

    public void Run()
    {
        epoll.Add(console, PollEvents.In, FromConsole);
        epoll.Add(process, PollEvents.In, Ended);
        WatchInput();
        Span<EpollEvent> events = stackalloc EpollEvent[4];
        var buffer = new byte[16 * 1024];
        var ended = false;
        while (!ended)
        {
            var count = epoll.Wait(events, -1);
            for (var i = 0; i < count; i++)
            {
                ended |= events[i].Key == Ended;
                Carry(events[i].Key, buffer);
            }
        }

        Drain(buffer);
    }

    public void Dispose()
    {
        resize.Dispose();
        if (before is { } modes)
        {
            TerminalCalls.TrySetModes(input, modes);
        }

        epoll.Dispose();
        console.Dispose();
    }

    // A regular file cannot be watched, and is always readable: it is copied at once.
    private void WatchInput()
    {
        try
        {
            epoll.Add(input, PollEvents.In, FromUser);
        }
        catch (LinuxException failure) when (failure.Errno == Errno.EPERM)
        {
            var buffer = new byte[4096];
            while (Copy(input, console, buffer))
            {
            }
        }
    }

    private void Carry(ulong key, byte[] buffer)
    {
        if (key == FromUser && !Copy(input, console, buffer))
        {
            epoll.Remove(input);
        }
        else if (key == FromConsole && !Copy(console, output, buffer))
        {
            // EIO: nobody has the slave open (any more); the end is told by the process.
            epoll.Remove(console);
        }
    }

    private void Drain(byte[] buffer)
    {
        ReadWriteCalls.SetNonBlocking(console, on: true);
        while (Copy(console, output, buffer))
        {
        }
    }

    private static bool Copy(FileDescriptor from, FileDescriptor to, byte[] buffer)
    {
        var count = ReadWriteCalls.TryRead(from, buffer, out _);
        if (count <= 0)
        {
            return false;
        }

        ReadWriteCalls.WriteAll(to, buffer.AsSpan(0, count));
        return true;
    }

    private void CopySize()
    {
        if (TerminalCalls.TryGetSize(input, out var size) == Errno.None && size.Rows > 0)
        {
            TerminalCalls.TrySetSize(console, size.Rows, size.Columns);
        }
    }
}
