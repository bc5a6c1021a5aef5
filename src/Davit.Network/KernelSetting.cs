using System.Text;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Network;

/// <summary>Network settings below /proc/sys/net, of the calling thread's network namespace.</summary>
internal static class KernelSetting
{
    /// <summary>Null when the kernel has no such setting (IPv6 switched off).</summary>
    public static string? Read(string path)
    {
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly, 0, out var file);
        using (file)
        {
            return errno == Errno.None ? Encoding.ASCII.GetString(ReadWriteCalls.ReadToEnd(file!)).Trim() : null;
        }
    }

    /// <summary>Writes a setting; one that the kernel does not have is passed over.</summary>
    /// <exception cref="LinuxException">The kernel refused, or /proc/sys is read-only.</exception>
    public static void Write(string path, string value)
    {
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.WriteOnly, 0, out var file);
        using (file)
        {
            switch (errno)
            {
                case Errno.None:
                    ReadWriteCalls.WriteAll(file!, Encoding.ASCII.GetBytes(value));
                    break;
                case Errno.ENOENT:
                    break;
                default:
                    throw new LinuxException(errno, "open", path);
            }
        }
    }
}
