using System.Runtime.InteropServices;

namespace Davit.Linux;

/// <summary>A system call failed. The message names the call, the object and the reason.</summary>
public sealed class LinuxException : IOException
{
    public LinuxException(Errno errno, string call, string? path = null)
        : base(path is null ? $"{call}: {errno.Describe()}" : $"{call} {path}: {errno.Describe()}")
    {
        Errno = errno;
        Call = call;
        Path = path;
    }

    public Errno Errno { get; }

    /// <summary>Name of the system call, such as <c>openat2</c>.</summary>
    public string Call { get; }

    /// <summary>The path or object it was about, if any.</summary>
    public string? Path { get; }

    /// <summary>The failure of the call this thread made last through a wrapper that keeps errno.</summary>
    public static LinuxException FromLastError(string call, string? path = null) =>
        new((Errno)Marshal.GetLastPInvokeError(), call, path);
}
