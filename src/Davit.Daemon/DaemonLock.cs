using System.Globalization;
using Davit.Daemon.Options;

namespace Davit.Daemon;

/// <summary>
/// Keeps a second daemon off the same directories: locks (flock(2), so a kill frees them) and the pid file, which is
/// for people and scripts. Dispose to let go.
/// </summary>
internal sealed class DaemonLock : IDisposable
{
    private readonly List<FileStream> locks = [];
    private readonly string pidFile;

    private DaemonLock(string pidFile) => this.pidFile = pidFile;

    /// <exception cref="OptionException">Another daemon has one of them.</exception>
    public static DaemonLock Take(DaemonOptions options)
    {
        var taken = new DaemonLock(options.PidFile);
        try
        {
            taken.Lock(options.DataRoot);
            taken.Lock(options.ExecRoot);
            WritePid(options.PidFile);
            return taken;
        }
        catch
        {
            taken.Release();
            throw;
        }
    }

    public void Dispose()
    {
        File.Delete(pidFile);
        Release();
    }

    private void Lock(string directory)
    {
        try
        {
            locks.Add(new FileStream(Path.Combine(directory, "daemon.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException failure) when (failure is not (DirectoryNotFoundException or FileNotFoundException))
        {
            throw new OptionException($"{directory} is in use by another daemon, or cannot be locked: {failure.Message}");
        }
    }

    private static void WritePid(string path)
    {
        if (Directory.GetParent(path) is { } parent)
        {
            Directory.CreateDirectory(parent.FullName);
        }

        File.WriteAllText(path, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
    }

    private void Release() => locks.ForEach(held => held.Dispose());
}
