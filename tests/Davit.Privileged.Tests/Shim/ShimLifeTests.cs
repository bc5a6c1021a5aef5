using System.Text;
using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Mounts;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;
using Davit.Shim;

namespace Davit.Privileged.Tests.Shim;

/// <summary>Daemons and shims that come and go, clients that are slow or gone, disks that are full.</summary>
public sealed class ShimLifeTests : IAsyncLifetime
{
    private ShimHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: namespaces, control groups");
        _host = new ShimHost();
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _host is null ? ValueTask.CompletedTask : _host.DisposeAsync();

    [Fact]
    public async Task A_container_outlives_its_daemon_and_is_found_again()
    {
        var config = _host.Script("trap 'exit 7' TERM; while :; do echo tick; sleep 0.01; done");
        var first = await _host.LaunchAsync(config);
        var started = await first.StartAsync(Cancellation);
        await _host.LoseDaemonAsync(first);
        var size = new FileInfo(config.Log.Path).Length;
        await ShimHost.UntilAsync(() => new FileInfo(config.Log.Path).Length > size);

        await using var second = await ShimClient.ConnectAsync(_host.DirectoryOf(config), Cancellation);
        Assert.Equal(ShimStatus.Running, second!.State.Status);
        Assert.Equal(started.Pid, second.State.Pid);
        Assert.Equal(started.StartedAt, second.State.StartedAt);
        Assert.Equal([config.Id], _host.Launcher.List());
        await second.SignalAsync((int)Signal.SIGTERM, all: false, Cancellation);
        Assert.Equal(7, (await second.WaitAsync(Cancellation)).ExitCode);
        await second.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task An_exit_without_a_daemon_is_recorded_and_the_shim_ends()
    {
        var config = _host.Command("/bin/sleep", "1000");
        var client = await _host.LaunchAsync(config);
        var started = await client.StartAsync(Cancellation);
        var shim = client.State.ShimPid;
        await _host.LoseDaemonAsync(client);
        ProcessCalls.TryKill(started.Pid, (int)Signal.SIGINT);
        Assert.True(ShimHost.Exists(started.Pid), "the init of a pid namespace takes no signal that it has no handler for");
        ProcessCalls.TryKill(started.Pid, (int)Signal.SIGKILL);
        await ShimHost.UntilAsync(() => !ShimHost.Exists(shim));

        Assert.Equal(137, TaskExit.Read(config.ExitFile)!.ExitCode);
        Assert.Null(await ShimClient.ConnectAsync(_host.DirectoryOf(config), Cancellation));
        var recovered = await _host.Launcher.RecoverAsync(config.Id, config.ExitFile, Cancellation);
        Assert.Equal(137, recovered!.ExitCode);
        Assert.Null(recovered.Error);
        Assert.False(Directory.Exists(_host.DirectoryOf(config)));
    }

    [Fact]
    public async Task A_shim_that_was_never_told_to_start_ends_with_its_daemon()
    {
        var config = _host.Command("/bin/true");
        var client = await _host.LaunchAsync(config);
        await _host.LoseDaemonAsync(client);
        await ShimHost.UntilAsync(() => !Directory.Exists(_host.DirectoryOf(config)));
        await ShimHost.UntilAsync(() => !ShimHost.Exists(client.State.ShimPid));
        Assert.Null(await _host.Launcher.RecoverAsync(config.Id, config.ExitFile, Cancellation));
    }

    [Fact]
    public async Task A_killed_shim_takes_its_container_with_it_and_leaves_a_record()
    {
        var config = _host.Command("/bin/sleep", "1000");
        await using var client = await _host.LaunchAsync(config);
        var started = await client.StartAsync(Cancellation);
        var waiting = client.WaitAsync(Cancellation);
        ProcessCalls.TryKill(client.State.ShimPid, (int)Signal.SIGKILL);

        var exit = await waiting;
        Assert.Equal(137, exit.ExitCode);
        Assert.Contains("shim was killed", exit.Error, StringComparison.Ordinal);
        Assert.Equal(exit, TaskExit.Read(config.ExitFile));
        await ShimHost.UntilAsync(() => !ShimHost.Exists(started.Pid)); // it has left its group, and waits for the others of its pid namespace
        Assert.False(Directory.Exists(_host.DirectoryOf(config)));
        var failure = await Assert.ThrowsAsync<ShimException>(() => client.PauseAsync(Cancellation));
        Assert.Equal(ShimErrorKind.ShimGone, failure.Kind);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task A_shim_killed_while_the_daemon_was_away_is_cleared_up_after()
    {
        var config = _host.Script("sleep 1000 & sleep 1000");
        var client = await _host.LaunchAsync(config);
        var started = await client.StartAsync(Cancellation);
        await _host.LoseDaemonAsync(client);
        ProcessCalls.TryKill(client.State.ShimPid, (int)Signal.SIGKILL);
        await ShimHost.UntilAsync(() => !ShimHost.Exists(client.State.ShimPid));

        Assert.Null(await ShimClient.ConnectAsync(_host.DirectoryOf(config), Cancellation));
        var exit = await _host.Launcher.RecoverAsync(config.Id, config.ExitFile, Cancellation);
        Assert.Equal(137, exit!.ExitCode);
        await ShimHost.UntilAsync(() => !ShimHost.Exists(started.Pid)); // it has left its group, and waits for the others of its pid namespace
        Assert.Equal(exit, await _host.Launcher.RecoverAsync(config.Id, config.ExitFile, Cancellation));
    }

    [Fact]
    public async Task After_a_power_cut_there_is_no_group_to_clear_up_and_the_record_does_not_complain()
    {
        var config = _host.Command("/bin/sleep", "1000");
        var client = await _host.LaunchAsync(config);
        var started = await client.StartAsync(Cancellation);
        await _host.LoseDaemonAsync(client);
        ProcessCalls.TryKill(client.State.ShimPid, (int)Signal.SIGKILL);
        ProcessCalls.TryKill(started.Pid, (int)Signal.SIGKILL);
        await ShimHost.UntilAsync(() => !ShimHost.Exists(client.State.ShimPid) && !ShimHost.Exists(started.Pid));
        using (var group = CgroupHandle.Open(CgroupHost.Detect(), config.Spec.Linux!.CgroupsPath!))
        {
            group.Remove();
        }

        var exit = await _host.Launcher.RecoverAsync(config.Id, config.ExitFile, Cancellation);
        Assert.Equal(137, exit!.ExitCode);
        Assert.DoesNotContain("control group", exit.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_shim_for_a_running_container_is_refused()
    {
        var config = _host.Command("/bin/sleep", "1000");
        await using var client = await _host.LaunchAsync(config);
        await client.StartAsync(Cancellation);
        await Assert.ThrowsAsync<ShimException>(() => _host.LaunchAsync(config));
        await EndAsync(client);
    }

    [Fact]
    public async Task A_container_can_be_run_again_and_its_old_exit_is_forgotten()
    {
        var config = _host.Script("exit 5");
        for (var round = 0; round < 3; round++)
        {
            await using var client = await _host.LaunchAsync(config);
            Assert.False(File.Exists(config.ExitFile));
            await client.StartAsync(Cancellation);
            Assert.Equal(5, (await client.WaitAsync(Cancellation)).ExitCode);
            await client.ReleaseAsync(Cancellation);
        }
    }

    [Fact]
    public async Task Processes_left_by_an_init_without_a_pid_namespace_are_killed_and_do_not_delay_the_end()
    {
        var config = _host.Script("sleep 1000 & sleep 1001 & echo $!; exit 2");
        config = config with
        {
            Spec = config.Spec with { Linux = config.Spec.Linux! with { Namespaces = [new() { Type = "mount" }, new() { Type = "uts" }] } },
        };
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        await client.StartAsync(Cancellation);
        Assert.Equal(2, (await client.WaitAsync(Cancellation)).ExitCode);
        var left = int.Parse((await Frames.ReadAllAsync(stream)).Out, System.Globalization.CultureInfo.InvariantCulture);
        await ShimHost.UntilAsync(() => !ShimHost.Exists(left));
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task Input_that_stays_open_serves_one_client_after_the_other()
    {
        var config = _host.Command("/bin/cat") with { OpenStdin = true };
        await using var client = await _host.LaunchAsync(config);
        await client.StartAsync(Cancellation);
        await using var reader = await client.AttachAsync(new AttachOptions(), Cancellation);
        for (var i = 0; i < 3; i++)
        {
            await using var writer = await client.AttachAsync(new AttachOptions { Stdin = true, Stdout = false, Stderr = false }, Cancellation);
            await writer.WriteAsync(Encoding.ASCII.GetBytes($"{i}\n"), Cancellation);
            writer.CompleteWriting();
            Assert.Equal($"{i}\n", await Frames.ReadUntilAsync(reader, $"{i}\n"));
        }

        await client.CloseStdinAsync(null, Cancellation);
        Assert.Equal(0, (await client.WaitAsync(Cancellation)).ExitCode);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task A_client_that_is_gone_does_not_stop_the_container()
    {
        var config = _host.Script("yes | head -c 4000000; echo; echo done");
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        await client.StartAsync(Cancellation);
        await Frames.ReadUntilAsync(stream, "y\n");
        await stream.DisposeAsync();
        Assert.Equal(0, (await client.WaitAsync(Cancellation)).ExitCode);
        Assert.Contains("\"log\":\"done\\n\"", File.ReadLines(config.Log.Path).Last(), StringComparison.Ordinal);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task A_client_that_reads_slowly_slows_the_container_and_misses_nothing()
    {
        var config = _host.Script("seq 1 400000");
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        var started = await client.StartAsync(Cancellation);

        // Nobody reads: the log stops growing although the container has more to say.
        var size = -1L;
        await ShimHost.UntilAsync(() => size == (size = new FileInfo(config.Log.Path).Length) && size > 0);
        Assert.True(ShimHost.Exists(started.Pid));
        Assert.Equal(string.Concat(Enumerable.Range(1, 400_000).Select(i => $"{i}\n")), (await Frames.ReadAllAsync(stream)).Out);
        Assert.Equal(400_000, File.ReadLines(config.Log.Path).Count());
        Assert.Equal(0, (await client.WaitAsync(Cancellation)).ExitCode);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task A_client_that_never_reads_does_not_hold_back_the_end_but_gets_everything_later()
    {
        var config = _host.Script("seq 1 100000 & sleep 0.3; exit 0");
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        await client.StartAsync(Cancellation);
        await client.WaitAsync(Cancellation);
        await client.ReleaseAsync(Cancellation);
        Assert.False(Directory.Exists(_host.DirectoryOf(config)));

        var (output, _) = await Frames.ReadAllAsync(stream);
        Assert.NotEmpty(output);
        Assert.Equal(TextOf(config.Log), output); // seq was killed in the middle of a line
        await ShimHost.UntilAsync(() => !ShimHost.Exists(client.State.ShimPid));
    }

    [Fact]
    public async Task A_full_disk_does_not_stop_the_container_and_what_is_missing_is_said()
    {
        var config = _host.Script("seq 1 200000; echo filled; read go; echo after") with { OpenStdin = true };
        var disk = Path.Combine(config.ContainerDirectory, "disk");
        Directory.CreateDirectory(disk);
        MountCalls.Mount("tmpfs", disk, "tmpfs", MountFlags.None, "size=64k");
        try
        {
            config = config with { Log = new LogConfig { Path = Path.Combine(disk, "log.json") } };
            await using var client = await _host.LaunchAsync(config);
            await using var stream = await client.AttachAsync(new AttachOptions { Stdin = true }, Cancellation);
            await client.StartAsync(Cancellation);
            await Frames.ReadUntilAsync(stream, "filled\n");
            var kept = File.ReadAllLines(config.Log.Path);
            Assert.All(kept, line => Assert.EndsWith("Z\"}", line, StringComparison.Ordinal));
            MountCalls.Mount(null, disk, null, MountFlags.Remount, "size=1m");
            await stream.WriteAsync("\n"u8.ToArray(), Cancellation);
            Assert.Equal(0, (await client.WaitAsync(Cancellation)).ExitCode);

            var lines = File.ReadAllLines(config.Log.Path);
            Assert.Equal(kept.Length + 2, lines.Length);
            Assert.Contains($"{200_001 - kept.Length} log entries", lines[^2], StringComparison.Ordinal);
            Assert.Contains("\"log\":\"after\\n\"", lines[^1], StringComparison.Ordinal);
            await client.ReleaseAsync(Cancellation);
        }
        finally
        {
            MountCalls.TryUnmount(disk, UnmountFlags.Detach);
        }
    }

    [Fact]
    public async Task Nobody_else_can_reach_the_shim()
    {
        var config = _host.Command("/bin/sleep", "1000");
        await using var client = await _host.LaunchAsync(config);
        await client.StartAsync(Cancellation);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_host.DirectoryOf(config)));
        Assert.DoesNotContain($"@{_host.DirectoryOf(config)}", File.ReadAllText("/proc/net/unix"), StringComparison.Ordinal);
        await EndAsync(client);
    }

    [Fact]
    public async Task A_shim_fears_no_signal_but_the_last()
    {
        var config = _host.Command("/bin/sleep", "1000");
        await using var client = await _host.LaunchAsync(config);
        await client.StartAsync(Cancellation);
        foreach (var signal in (Signal[])[Signal.SIGHUP, Signal.SIGINT, Signal.SIGQUIT, Signal.SIGTERM, Signal.SIGUSR1, Signal.SIGUSR2, Signal.SIGPIPE, Signal.SIGALRM])
        {
            Assert.Equal(Errno.None, ProcessCalls.TryKill(client.State.ShimPid, (int)signal));
        }

        Assert.Single(await client.PidsAsync(Cancellation));
        await client.PauseAsync(Cancellation);
        await client.ResumeAsync(Cancellation);
        await EndAsync(client);
    }

    [Fact]
    public async Task A_request_that_makes_no_sense_is_refused_and_the_next_one_served()
    {
        var config = _host.Command("/bin/sleep", "1000");
        await using var client = await _host.LaunchAsync(config);
        await client.StartAsync(Cancellation);
        var failure = await Assert.ThrowsAsync<ShimException>(() => client.ResizeAsync("unknown", 1, 1, Cancellation));
        Assert.Equal(ShimErrorKind.NotFound, failure.Kind);
        await Assert.ThrowsAsync<ShimException>(() => client.ResizeAsync(null, 1, 1, Cancellation));
        await EndAsync(client);
    }

    [Fact]
    public async Task Forty_containers_start_and_end_side_by_side()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            var config = _host.Script($"echo {i}; exit {i}");
            await using var client = await _host.LaunchAsync(config);
            var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
            await client.StartAsync(Cancellation);
            Assert.Equal(i, (await client.WaitAsync(Cancellation)).ExitCode);
            Assert.Equal(($"{i}\n", ""), await Frames.ReadAllAsync(stream));
            await client.ReleaseAsync(Cancellation);
        }));
    }

    private static string TextOf(LogConfig log) => string.Concat(File.ReadLines(log.Path).Select(line =>
    {
        using var entry = JsonDocument.Parse(line);
        return entry.RootElement.GetProperty("log").GetString();
    }));

    private static async Task EndAsync(ShimClient client)
    {
        await client.SignalAsync((int)Signal.SIGKILL, all: true, Cancellation);
        Assert.Equal(137, (await client.WaitAsync(Cancellation)).ExitCode);
        await client.ReleaseAsync(Cancellation);
    }
}
