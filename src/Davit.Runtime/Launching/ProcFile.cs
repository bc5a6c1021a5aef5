using System.Text;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.Launching;

/// <summary>Files of the host's /proc, which take a value in one write.</summary>
internal static class ProcFile
{
    public static Errno TryWrite(string path, string text)
    {
        var errno = OpenCalls.TryOpenAt(null, path, OpenFlags.WriteOnly, 0, out var file);
        if (errno != Errno.None)
        {
            return errno;
        }

        using (file)
        {
            ReadWriteCalls.TryWrite(file!, Encoding.UTF8.GetBytes(text), out errno);
            return errno;
        }
    }

    /// <summary>The content, or null if it cannot be read.</summary>
    public static string? TryRead(string path)
    {
        if (OpenCalls.TryOpenAt(null, path, OpenFlags.ReadOnly, 0, out var file) != Errno.None)
        {
            return null;
        }

        using (file)
        {
            try
            {
                return Encoding.UTF8.GetString(ReadWriteCalls.ReadToEnd(file!));
            }
            catch (LinuxException)
            {
                return null;
            }
        }
    }
}
