namespace Davit.Linux.Terminals;

/// <summary>ioctl_tty(2): window sizes, modes.</summary>
public static class TerminalCalls
{
    private const int GetModes = 0x5401;
    private const int SetModes = 0x5402;
    private const int GetSize = 0x5413;
    private const int SetSize = 0x5414;

    /// <summary>Whether the descriptor is a terminal.</summary>
    public static unsafe bool IsTerminal(FileDescriptor file)
    {
        Termios modes;
        return Syscall.Invoke(SyscallNumber.Ioctl, file.Value, GetModes, (nint)(&modes)) >= 0;
    }

    public static unsafe Errno TryGetSize(FileDescriptor terminal, out WindowSize size)
    {
        fixed (WindowSize* result = &size)
        {
            *result = default;
            return Syscall.ErrnoOf((int)Syscall.Invoke(SyscallNumber.Ioctl, terminal.Value, GetSize, (nint)result));
        }
    }

    /// <summary>Sets the size; the foreground processes get SIGWINCH if it changed.</summary>
    public static unsafe Errno TrySetSize(FileDescriptor terminal, ushort rows, ushort columns)
    {
        var size = new WindowSize { Rows = rows, Columns = columns };
        return Syscall.ErrnoOf((int)Syscall.Invoke(SyscallNumber.Ioctl, terminal.Value, SetSize, (nint)(&size)));
    }

    public static unsafe Errno TryGetModes(FileDescriptor terminal, out Termios modes)
    {
        fixed (Termios* result = &modes)
        {
            *result = default;
            return Syscall.ErrnoOf((int)Syscall.Invoke(SyscallNumber.Ioctl, terminal.Value, GetModes, (nint)result));
        }
    }

    public static unsafe Errno TrySetModes(FileDescriptor terminal, Termios modes) =>
        Syscall.ErrnoOf((int)Syscall.Invoke(SyscallNumber.Ioctl, terminal.Value, SetModes, (nint)(&modes)));

    /// <summary>The modes with which every key reaches the reader at once, cfmakeraw(3).</summary>
    public static unsafe Termios ToRaw(Termios modes)
    {
        const uint InputOff = 0x1 | 0x2 | 0x8 | 0x20 | 0x40 | 0x80 | 0x100 | 0x400;
        const uint LocalOff = 0x8 | 0x40 | 0x2 | 0x1 | 0x8000;
        modes.InputFlags &= ~InputOff;
        modes.OutputFlags &= ~1u;
        modes.LocalFlags &= ~LocalOff;
        modes.ControlFlags = (modes.ControlFlags & ~0x130u) | 0x30u;
        modes.ControlCharacters[6] = 1; // VMIN
        modes.ControlCharacters[5] = 0; // VTIME
        return modes;
    }
}
