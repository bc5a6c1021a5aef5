using System.Runtime.InteropServices;
using Davit.Linux.Files;

namespace Davit.Linux.Polling;

/// <summary>inotify(7), as far as watching one file for changes needs it.</summary>
public static partial class FileChangeCalls
{
    private const int NonBlocking = 0x800; // IN_NONBLOCK
    private const int CloseOnExec = 0x80000; // IN_CLOEXEC
    private const uint Modified = 0x2; // IN_MODIFY

    /// <summary>A descriptor that becomes readable when the file's content changes; not blocking. The caller disposes it.</summary>
    public static FileDescriptor Watch(string path)
    {
        var watcher = new FileDescriptor(Syscall.Check(Init(NonBlocking | CloseOnExec), "inotify_init1"));
        if (AddWatch(watcher.Value, path, Modified) < 0)
        {
            var failure = LinuxException.FromLastError("inotify_add_watch", path);
            watcher.Dispose();
            throw failure;
        }

        return watcher;
    }

    /// <summary>Takes off what has been reported so far.</summary>
    public static void Drain(FileDescriptor watcher)
    {
        Span<byte> buffer = stackalloc byte[4096];
        while (ReadWriteCalls.TryRead(watcher, buffer, out _) == buffer.Length)
        {
        }
    }

    [LibraryImport("libc", EntryPoint = "inotify_init1", SetLastError = true)]
    private static partial int Init(int flags);

    [LibraryImport("libc", EntryPoint = "inotify_add_watch", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int AddWatch(int watcher, string path, uint mask);
}
