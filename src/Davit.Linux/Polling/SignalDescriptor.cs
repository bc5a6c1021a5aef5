using System.Runtime.InteropServices;

namespace Davit.Linux.Polling;

/// <summary>signalfd(2): signals as something to read. The signals must be blocked in every thread of the process.</summary>
public static partial class SignalDescriptor
{
    /// <summary>Blocks the signals in the calling thread and returns a non-blocking descriptor for them.</summary>
    public static unsafe FileDescriptor Create(params ReadOnlySpan<int> signals)
    {
        ulong mask = 0;
        foreach (var signal in signals)
        {
            mask |= 1ul << (signal - 1);
        }

        const int Block = 0;
        Syscall.Check(Syscall.Invoke(SyscallNumber.RtSigprocmask, Block, (nint)(&mask), 0, sizeof(ulong)), "rt_sigprocmask");
        const int CloseOnExecNonBlock = 0x80000 | 0x800;
        var fd = Syscall.Invoke(SyscallNumber.Signalfd4, -1, (nint)(&mask), sizeof(ulong), CloseOnExecNonBlock);
        return new FileDescriptor((int)Syscall.Check(fd, "signalfd4"));
    }

    /// <summary>The next pending signal, 0 if there is none.</summary>
    public static int Next(FileDescriptor signals)
    {
        Span<byte> info = stackalloc byte[128];
        var count = Files.ReadWriteCalls.TryRead(signals, info, out var errno);
        return errno == Errno.None && count == info.Length ? BitConverter.ToInt32(info) : 0;
    }
}
