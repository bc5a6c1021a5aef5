using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Reliability;

/// <summary>The data root's disk is full: what runs goes on, what is asked for fails clearly and leaves nothing, and all is well when there is room.</summary>
public sealed class FullDiskTests : IDisposable
{
    private readonly string disk = Directory.CreateTempSubdirectory("davit-e2e-disk-").FullName;
    private readonly PrivateDaemon daemon;

    public FullDiskTests()
    {
        Shell.Run("mount", ["-t", "tmpfs", "-o", "size=40m", "davit-e2e-disk", disk]).Ok();
        daemon = new PrivateDaemon(Path.Combine(disk, "data"), []);
        daemon.NeedImage("busybox", "CMD [\"sh\"]");
    }

    [Fact]
    public void A_full_disk_stops_nothing_that_runs_and_leaves_nothing_half_made()
    {
        daemon.Davit("run", "-d", "--name", "talks", "busybox", "sh", "-c", "i=0; while :; do echo line $i; i=$((i+1)); usleep 10000; done").Ok();
        Shell.Sh($"dd if=/dev/zero of={disk}/fill bs=1M status=none; dd if=/dev/zero of={disk}/fill2 bs=4k status=none");

        Shell.Until(LogStands, "the log has no room left");

        var containers = Directory.GetDirectories(daemon.DataRoot + "/containers");
        var refused = daemon.Davit("create", "--name", "never", "busybox");
        Assert.NotEqual(0, refused.ExitCode);
        Assert.Contains("no space left on device", refused.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(containers, Directory.GetDirectories(daemon.DataRoot + "/containers"));
        var import = daemon.Davit("import", Path.Combine(PrivateDaemon.Images, "busybox.tar"), "never");
        Assert.NotEqual(0, import.ExitCode);
        Assert.Contains("no space left on device", import.Error, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("busybox", daemon.Davit("images", "--format", "{{.Repository}}").Ok().Line);
        Assert.Equal("talks", daemon.Davit("ps", "-a", "--format", "{{.Names}}").Ok().Line);
        Assert.Equal("here", daemon.Davit("exec", "talks", "echo", "here").Ok().Line);

        daemon.Restart();
        Assert.Equal("running", daemon.Davit("inspect", "-f", "{{.State.Status}}", "talks").Ok().Line);

        File.Delete(disk + "/fill");
        File.Delete(disk + "/fill2");
        Shell.Until(
            () => daemon.Davit("logs", "talks").Ok().Error.Contains("log entries", StringComparison.Ordinal),
            "the log says that lines are missing");
        Assert.Equal("again", daemon.Davit("run", "--rm", "--name", "never", "busybox", "echo", "again").Ok().Line);
        daemon.Davit("stop", "-t", "0", "talks").Ok();
        Assert.Equal("137", daemon.Davit("inspect", "-f", "{{.State.ExitCode}}", "talks").Ok().Line);
    }

    [Fact]
    public void An_exit_on_a_full_disk_is_told_and_known_after_a_restart()
    {
        daemon.Davit("run", "-d", "--name", "ends", "busybox", "sh", "-c", "sleep 2; exit 17").Ok();
        Shell.Sh($"dd if=/dev/zero of={disk}/fill bs=1M status=none; dd if=/dev/zero of={disk}/fill2 bs=4k status=none");
        Assert.Equal("17", daemon.Davit("wait", "ends").Ok().Line);
        Assert.Equal("exited 17", daemon.Davit("inspect", "-f", "{{.State.Status}} {{.State.ExitCode}}", "ends").Ok().Line);

        File.Delete(disk + "/fill");
        File.Delete(disk + "/fill2");
        daemon.Davit("start", "ends").Ok();
        Assert.Equal("17", daemon.Davit("wait", "ends").Ok().Line);
        daemon.Davit("rm", "ends").Ok();
        Assert.Empty(Directory.GetDirectories(daemon.DataRoot + "/containers"));
    }

    private bool LogStands()
    {
        var log = Directory.GetFiles(daemon.DataRoot + "/containers", "*-json.log", SearchOption.AllDirectories).Single();
        var before = new FileInfo(log).Length;
        Thread.Sleep(200);
        return new FileInfo(log).Length == before;
    }

    public void Dispose()
    {
        Shell.Sh($"rm -f {disk}/fill {disk}/fill2");
        daemon.Dispose();
        Shell.Run("umount", [disk]).Ok();
        Directory.Delete(disk);
    }
}
