using System.Diagnostics;

namespace Davit.EndToEnd.Tests.Support;

/// <summary>Debian's dockerd with roots and a network namespace of its own, with <c>davit oci</c> as one of its runtimes.</summary>
internal sealed class ForeignDockerd : IDisposable
{
    private readonly string name = "dvt" + Guid.NewGuid().ToString("n")[..6];

    private readonly Process process;

    public ForeignDockerd()
    {
        Root = Directory.CreateTempSubdirectory("davit-e2e-dockerd-").FullName;
        var wrapper = Path.Combine(Root, "davit-oci");
        File.WriteAllText(wrapper, $"#!/bin/sh\nexec {PrivateDaemon.Binary} oci \"$@\"\n");
        File.SetUnixFileMode(wrapper, (UnixFileMode)0b111_101_101);
        Shell.Run("ip", ["netns", "add", name]).Ok();
        var command = $"exec /usr/sbin/dockerd --data-root {Root}/data --exec-root {Root}/exec -p {Root}/pid -H {Host} --bridge=none --iptables=false --add-runtime davit={wrapper} >{Root}/log 2>&1 </dev/null";
        process = Process.Start("setsid", ["nsenter", "--net=/run/netns/" + name, "bash", "-c", command])!;
        Shell.Until(() => Docker("version").ExitCode == 0 || process.HasExited, "dockerd answers");
        Docker("import", "--change", "CMD [\"sh\"]", Path.Combine(PrivateDaemon.Images, "busybox.tar"), "busybox").Ok();
    }

    public string Root { get; }

    public string Host => $"unix://{Root}/d.sock";

    public Outcome Docker(params string[] arguments) => Docker(null, arguments);

    public Outcome Docker(string? input, string[] arguments) => Shell.Run("docker", ["-H", Host, .. arguments], input);

    public void Dispose()
    {
        var containers = Docker("ps", "-aq").Line.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (containers.Length > 0)
        {
            Docker(["rm", "-f", .. containers]);
        }

        Shell.Sh($"kill $(cat {Root}/pid)");
        process.WaitForExit(TimeSpan.FromSeconds(30));
        process.Dispose();
        Shell.Run("ip", ["netns", "del", name]);
        Shell.Sh($"awk '$2 ~ \"^{Root}\" {{print $2}}' /proc/mounts | sort -r | xargs -r umount -l; rm -rf {Root}");
        Shell.Sh("find /sys/fs/cgroup -depth -mindepth 2 -maxdepth 3 -type d -name docker -exec rmdir {} \\; 2>/dev/null");
    }
}
