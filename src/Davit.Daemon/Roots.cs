using Davit.Daemon.Options;

namespace Davit.Daemon;

/// <summary>The daemon's two directories.</summary>
internal static class Roots
{
    private const UnixFileMode Data = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute;
    private const UnixFileMode Exec = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute;

    public static void Prepare(DaemonOptions options)
    {
        Make(options.DataRoot, Data);
        Make(options.ExecRoot, Exec);

        // Logs and writable layers are nobody else's, whatever the mode of a data root that was there before.
        Make(Path.Combine(options.DataRoot, "containers"), Data);
    }

    private static void Make(string path, UnixFileMode mode)
    {
        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, mode);
        }
    }
}
