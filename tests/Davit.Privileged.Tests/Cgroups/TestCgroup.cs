using System.Diagnostics;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;

namespace Davit.Privileged.Tests.Cgroups;

/// <summary>A group of this machine with shell processes in it; disposing kills, removes and checks that nothing is left.</summary>
internal sealed class TestCgroup : IDisposable
{
    private readonly List<Process> _processes = [];

    internal TestCgroup(ResourcesSpec? resources = null)
    {
        Path = $"/davit-test/{Environment.ProcessId}-{Guid.NewGuid():n}";
        Handle = CgroupHandle.Create(Host, Path, resources);
    }

    internal static CgroupHost Host { get; } = CgroupHost.Detect();

    internal static bool IsLegacy => Host.Mode != CgroupMode.Unified;

    internal string Path { get; }

    internal CgroupHandle Handle { get; }

    internal string Read(string controller, string file) => File.ReadAllText(System.IO.Path.Combine(Handle.DirectoryOf(controller)!, file)).Trim();

    /// <summary>Starts a script that waits for a line before its first command, so that it runs in the group from the start.</summary>
    internal Process Run(string script)
    {
        var process = Start("read start; " + script);
        foreach (var file in Handle.ProcsFiles)
        {
            File.WriteAllText(file, process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        process.StandardInput.WriteLine();
        return process;
    }

    internal static Process Start(string script) => Process.Start(new ProcessStartInfo("/bin/sh", ["-c", script])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Runs a script in the group to its end.</summary>
    internal (int Status, string Output) Finish(string script)
    {
        using var process = Run(script);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim());
    }

    /// <summary>A process that says a line and stays until it is killed; it belongs to this object.</summary>
    internal Process Stay(string script = "echo ready; exec sleep 1000")
    {
        var process = Run(script);
        _processes.Add(process);
        Assert.Equal("ready", process.StandardOutput.ReadLine());
        return process;
    }

    public void Dispose()
    {
        Handle.KillAll(9);
        foreach (var process in _processes)
        {
            process.WaitForExit();
            process.Dispose();
        }

        // Also hierarchies that the group was brought into later.
        string[] directories = [.. Handle.ProcsFiles.Select(file => System.IO.Path.GetDirectoryName(file)!)];
        Handle.Remove();
        Handle.Dispose();
        Assert.All(directories, directory => Assert.False(Directory.Exists(directory), directory));
        foreach (var directory in directories)
        {
            // The parent of all tests' groups goes with the last of them.
            try
            {
                Directory.Delete(System.IO.Path.GetDirectoryName(directory)!);
            }
            catch (IOException)
            {
            }
        }
    }
}
