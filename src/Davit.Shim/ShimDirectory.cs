using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Shim;

/// <summary>Names in a shim's directory (mode 0700, below the exec root).</summary>
internal sealed class ShimDirectory(string path)
{
    public string Root => path;

    /// <summary>Where the shim listens. A path in a closed directory, never an abstract address (CVE-2020-15257).</summary>
    public string Socket => Path.Combine(path, "shim.sock");

    public string Config => Path.Combine(path, "config.json");

    /// <summary>What the shim could tell nobody.</summary>
    public string Log => Path.Combine(path, "shim.log");

    public string PidFile => Path.Combine(path, "shim.pid");

    /// <summary>Written when the container was started: its pid.</summary>
    public string TaskPidFile => Path.Combine(path, "task.pid");

    /// <summary>Bundle of a foreign runtime.</summary>
    public string Bundle => Path.Combine(path, "bundle");

    public string BundleConfig => Path.Combine(Bundle, "config.json");

    /// <summary>Where a foreign runtime's root is mounted, in the shim's mount namespace.</summary>
    public string Rootfs => Path.Combine(path, "rootfs");

    public string RuntimeState => Path.Combine(path, "state");

    public string RuntimeLog => Path.Combine(path, "runtime.log");

    public string RuntimePid => Path.Combine(path, "runtime.pid");

    public string ConsoleSocket => Path.Combine(path, "console.sock");

    public string ExecProcess => Path.Combine(path, "process.json");

    public string Resources => Path.Combine(path, "resources.json");

    /// <summary>Why the shim is gone, as far as can be known.</summary>
    public string DescribeDeath()
    {
        try
        {
            return $"the container's shim failed: {File.ReadAllText(Log).Trim()}";
        }
        catch (IOException)
        {
            return "the container's shim was killed";
        }
    }

    /// <summary>
    /// Removes the directory. Entries are named one by one: a root that is still mounted must never be descended into.
    /// </summary>
    public void Remove()
    {
        foreach (var file in (ReadOnlySpan<string>)[Socket, Config, Log, PidFile, TaskPidFile, BundleConfig, RuntimeLog, RuntimePid, ConsoleSocket, ExecProcess, Resources])
        {
            DirectoryCalls.TryUnlink(null, file);
        }

        foreach (var directory in (ReadOnlySpan<string>)[Bundle, Rootfs, RuntimeState, path])
        {
            DirectoryCalls.TryRemoveDirectory(null, directory);
        }
    }
}
