using System.Globalization;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Davit.Linux;

/// <summary>
/// An open file descriptor, always close-on-exec unless a method says otherwise. Whoever holds it disposes it; passing it to
/// a method lends it, unless that method says that it takes ownership.
/// </summary>
public sealed partial class FileDescriptor : SafeHandleMinusOneIsInvalid
{
    /// <summary>An invalid descriptor.</summary>
    public FileDescriptor()
        : base(ownsHandle: true)
    {
    }

    /// <summary>Wraps <paramref name="fd"/>, closing it at the end if <paramref name="owns"/>.</summary>
    public FileDescriptor(int fd, bool owns = true)
        : base(owns) => SetHandle(fd);

    /// <summary>The number, for system calls only: valid while this object is alive and not disposed.</summary>
    public int Value => (int)handle;

    /// <summary>A path that leads to the open file itself (proc(5), /proc/PID/fd): for calls that take only a path, valid as long as <see cref="Value"/>.</summary>
    public string ProcPath => "/proc/self/fd/" + Value.ToString(CultureInfo.InvariantCulture);

    /// <summary>Gives the number away: the caller closes it from now on.</summary>
    public int Release()
    {
        var fd = Value;
        SetHandleAsInvalid();
        return fd;
    }

    public override string ToString() => $"fd {Value}";

    // close(2): on Linux the descriptor is gone even after EINTR, so there is no retry.
    protected override bool ReleaseHandle() => Close((int)handle) == 0;

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int fd);
}
