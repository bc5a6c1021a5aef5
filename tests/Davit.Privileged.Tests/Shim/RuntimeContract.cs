using System.Text;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime.Cgroups;
using Davit.Shim;

namespace Davit.Privileged.Tests.Shim;

/// <summary>What a shim does, whichever runtime makes its container.</summary>
public abstract class RuntimeContract(string? runtime) : IAsyncLifetime
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private ShimHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "needs root: namespaces, control groups");
        Assert.SkipUnless(runtime is null || File.Exists(runtime), $"{runtime} is not installed");
        Assert.SkipWhen(
            runtime is "/usr/bin/crun" && CgroupHost.Detect().Mode == CgroupMode.Hybrid,
            "crun refuses hosts with controllers on version 1 and a version 2 tree beside them; its tests run in the virtual machine (tests/vm/crun-guest.sh)");
        _host = new ShimHost(runtime);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return _host is null ? ValueTask.CompletedTask : _host.DisposeAsync();
    }

    [Fact]
    public async Task Output_goes_to_the_log_and_to_who_attached_before_the_start_and_the_exit_code_is_recorded_before_it_is_told()
    {
        var config = _host.Script("echo out; echo err >&2; exit 3");
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        var started = await client.StartAsync(Cancellation);
        Assert.True(started.Pid > 0);
        var exit = await client.WaitAsync(Cancellation);
        var recorded = TaskExit.Read(config.ExitFile);

        Assert.Equal(3, exit.ExitCode);
        Assert.False(exit.OomKilled);
        Assert.Null(exit.Error);
        Assert.Equal(exit, recorded);
        Assert.True(exit.FinishedAt >= started.StartedAt);
        Assert.Equal(("out\n", "err\n"), await Frames.ReadAllAsync(stream));
        var log = File.ReadAllLines(config.Log.Path).Order(StringComparer.Ordinal).ToArray();
        Assert.StartsWith("""{"log":"err\n","stream":"stderr","time":"20""", log[0], StringComparison.Ordinal);
        Assert.StartsWith("""{"log":"out\n","stream":"stdout","time":"20""", log[1], StringComparison.Ordinal);
        await client.ReleaseAsync(Cancellation);
        Assert.False(Directory.Exists(_host.DirectoryOf(config)));
    }

    [Fact]
    public async Task Everything_written_before_the_end_is_recorded_and_delivered_before_the_exit_is_told()
    {
        var config = _host.Script("yes 0123456789012345678901234567890123456789 | head -n 200000; echo last");
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        var reading = Frames.ReadAllAsync(stream);
        await client.StartAsync(Cancellation);
        await client.WaitAsync(Cancellation);

        Assert.Equal(200_001, File.ReadLines(config.Log.Path).Count());
        var (output, _) = await reading;
        Assert.Equal((200_000 * 41) + 5, output.Length);
        Assert.EndsWith("9\nlast\n", output, StringComparison.Ordinal);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task Input_reaches_the_container_and_ends_with_the_client()
    {
        var config = _host.Command("/bin/cat") with { OpenStdin = true, StdinOnce = true };
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions { Stdin = true }, Cancellation);
        await client.StartAsync(Cancellation);
        var text = string.Concat(Enumerable.Range(0, 50_000).Select(i => $"line {i}\n"));
        var reading = Frames.ReadAllAsync(stream);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text), Cancellation);
        stream.CompleteWriting();

        Assert.Equal((text, ""), await reading);
        Assert.Equal(0, (await client.WaitAsync(Cancellation)).ExitCode);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task A_terminal_has_the_size_that_was_set_and_echoes()
    {
        var config = _host.Script("read a; stty size; read b") with { Terminal = true, OpenStdin = true };
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions { Stdin = true }, Cancellation);
        await client.StartAsync(Cancellation);
        await client.ResizeAsync(null, 123, 45, Cancellation);
        await stream.WriteAsync("x\ny\n"u8.ToArray(), Cancellation);

        Assert.Equal("x\r\ny\r\n45 123\r\n", await Frames.ReadRawAsync(stream));
        Assert.Equal(0, (await client.WaitAsync(Cancellation)).ExitCode);
        Assert.Contains("\"log\":\"45 123\\r\\n\",\"stream\":\"stdout\"", File.ReadAllText(config.Log.Path), StringComparison.Ordinal);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task Execs_run_side_by_side_with_their_own_streams_and_exit_codes()
    {
        await using var client = await StartSleeperAsync();
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async i =>
        {
            using var exec = await client.ExecAsync(Exec($"e{i}", $"cat; echo {i}; echo e{i} >&2; exit {i}"), Cancellation);
            await exec.Streams!.WriteAsync(Encoding.ASCII.GetBytes($"in{i}\n"), Cancellation);
            exec.Streams.CompleteWriting();
            Assert.Equal(($"in{i}\n{i}\n", $"e{i}\n"), await Frames.ReadAllAsync(exec.Streams));
            Assert.Equal(i, await client.ExecWaitAsync($"e{i}", Cancellation));
        }));
        var again = await Assert.ThrowsAsync<ShimException>(() => client.ExecWaitAsync("e3", Cancellation));
        Assert.Equal(ShimErrorKind.NotFound, again.Kind);
        await EndAsync(client);
    }

    [Fact]
    public async Task An_exec_without_streams_and_one_with_a_terminal_work()
    {
        await using var client = await StartSleeperAsync();
        var quiet = Exec("q", "echo nobody; exit 4") with { AttachStdin = false, AttachStdout = false, AttachStderr = false };
        using (var exec = await client.ExecAsync(quiet, Cancellation))
        {
            Assert.Null(exec.Streams);
            Assert.True(exec.Pid > 0);
        }

        Assert.Equal(4, await client.ExecWaitAsync("q", Cancellation));
        using var terminal = await client.ExecAsync(Exec("t", "read a; stty size") with { Terminal = true }, Cancellation);
        await client.ResizeAsync("t", 80, 25, Cancellation);
        await terminal.Streams!.WriteAsync("\n"u8.ToArray(), Cancellation);
        Assert.Equal("\r\n25 80\r\n", await Frames.ReadRawAsync(terminal.Streams));
        Assert.Equal(0, await client.ExecWaitAsync("t", Cancellation));
        await EndAsync(client);
    }

    [Fact]
    public async Task An_exec_of_a_missing_program_fails_and_the_container_goes_on()
    {
        await using var client = await StartSleeperAsync();
        var failure = await Assert.ThrowsAsync<ShimException>(() => client.ExecAsync(
            Exec("e", "") with { Process = ShimHost.Process("/bin/missing") }, Cancellation));
        Assert.Equal(ShimErrorKind.CommandNotFound, failure.Kind);
        await EndAsync(client);
    }

    [Fact]
    public async Task Execs_end_with_the_container()
    {
        await using var client = await StartSleeperAsync();
        using var exec = await client.ExecAsync(Exec("e", "echo here; sleep 1000"), Cancellation);
        Assert.Equal("here\n", await Frames.ReadUntilAsync(exec.Streams!, "here\n"));
        await client.SignalAsync((int)Signal.SIGKILL, all: false, Cancellation);

        Assert.Equal(137, await client.ExecWaitAsync("e", Cancellation));
        Assert.Equal(137, (await client.WaitAsync(Cancellation)).ExitCode);
        Assert.False(ShimHost.Exists(exec.Pid));
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task A_paused_container_stands_still_and_takes_no_execs()
    {
        var config = _host.Script("while :; do echo tick; sleep 0.01; done");
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        await client.StartAsync(Cancellation);
        await Frames.ReadUntilAsync(stream, "tick\n");
        await client.PauseAsync(Cancellation);

        var failure = await Assert.ThrowsAsync<ShimException>(() => client.ExecAsync(Exec("e", "true"), Cancellation));
        Assert.Equal(ShimErrorKind.Paused, failure.Kind);
        await using (var second = await ShimClient.ConnectAsync(_host.DirectoryOf(config), Cancellation))
        {
            Assert.Equal(ShimStatus.Paused, second!.State.Status);
        }

        await client.ResumeAsync(Cancellation);
        await Frames.ReadUntilAsync(stream, "tick\n");
        await stream.DisposeAsync();
        await EndAsync(client);
    }

    [Fact]
    public async Task Signals_reach_the_init()
    {
        var config = _host.Script("trap 'echo got; exit 9' TERM; echo ready; while :; do sleep 0.01; done");
        await using var client = await _host.LaunchAsync(config);
        await using var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        await client.StartAsync(Cancellation);
        await Frames.ReadUntilAsync(stream, "ready\n");
        await client.SignalAsync((int)Signal.SIGTERM, all: false, Cancellation);
        Assert.Equal(9, (await client.WaitAsync(Cancellation)).ExitCode);
        var failure = await Assert.ThrowsAsync<ShimException>(() => client.SignalAsync((int)Signal.SIGTERM, all: false, Cancellation));
        Assert.Equal(ShimErrorKind.NotRunning, failure.Kind);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task Statistics_processes_and_limits_are_those_of_the_container()
    {
        await using var client = await StartSleeperAsync();
        var pids = await client.PidsAsync(Cancellation);
        Assert.Single(pids);
        var stats = await client.StatsAsync(Cancellation);
        Assert.Equal(64UL << 20, stats.Memory!.Limit);
        await client.UpdateAsync(new ResourcesSpec { Memory = new MemorySpec { Limit = 32 << 20, Swap = 32 << 20 } }, Cancellation);
        Assert.Equal(32UL << 20, (await client.StatsAsync(Cancellation)).Memory!.Limit);
        await EndAsync(client);
    }

    [Fact]
    public async Task Want_of_memory_is_seen_and_recorded()
    {
        var config = _host.Script("x=a; while :; do x=$x$x; done");
        await using var client = await _host.LaunchAsync(config);
        var seen = client.WaitForOomAsync(Cancellation);
        await client.StartAsync(Cancellation);
        var exit = await client.WaitAsync(Cancellation);
        Assert.Equal(137, exit.ExitCode);
        Assert.True(exit.OomKilled);
        await seen.WaitAsync(s_patience, Cancellation);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task Want_of_memory_of_one_process_is_told_once_to_who_asks_later_and_the_container_goes_on()
    {
        var config = _host.Script("(x=a; while :; do x=$x$x; done); echo gone; sleep 1000");
        await using var client = await _host.LaunchAsync(config);
        await using var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        await client.StartAsync(Cancellation);
        await Frames.ReadUntilAsync(stream, "gone\n");
        await Task.Delay(500, Cancellation); // the shim has long seen it
        await client.WaitForOomAsync(Cancellation).WaitAsync(s_patience, Cancellation);
        var again = client.WaitForOomAsync(Cancellation);
        Assert.NotSame(again, await Task.WhenAny(again, Task.Delay(500, Cancellation)));
        await EndAsync(client);
        await Assert.ThrowsAsync<ShimException>(() => again.WaitAsync(s_patience, Cancellation));
    }

    [Fact]
    public async Task A_missing_program_is_said_so_and_leaves_nothing()
    {
        var config = _host.Command("/bin/missing");
        await using var client = await _host.LaunchAsync(config);
        var failure = await Assert.ThrowsAsync<ShimException>(() => client.StartAsync(Cancellation));
        Assert.Equal(ShimErrorKind.CommandNotFound, failure.Kind);
        Assert.Equal(127, failure.ExitCode);
        Assert.Contains("missing", failure.Message, StringComparison.Ordinal);
        await ShimHost.UntilAsync(() => !ShimHost.Exists(client.State.ShimPid));
        Assert.False(Directory.Exists(_host.DirectoryOf(config)));
        Assert.False(File.Exists(config.ExitFile));
    }

    [Fact]
    public async Task The_container_gets_no_descriptor_and_no_blocked_or_ignored_signal_of_the_shims()
    {
        var config = _host.Script("ls /proc/self/fd; grep -E '^Sig(Blk|Ign|Cgt):' /proc/self/status; cat /proc/self/oom_score_adj");
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        await client.StartAsync(Cancellation);
        await client.WaitAsync(Cancellation);
        const string None = "0000000000000000";
        var (output, errors) = await Frames.ReadAllAsync(stream);
        Assert.Equal(["0", "1", "2", "3", "SigBlk:\t" + None, "SigIgn:\t" + None, "SigCgt:\t" + None, "0", ""], output.Split('\n'));
        Assert.Equal("", errors);
        await client.ReleaseAsync(Cancellation);
    }

    [Fact]
    public async Task A_user_without_privilege_can_open_its_standard_streams_again()
    {
        var config = _host.Script("echo to-stdout > /proc/self/fd/1; echo to-stderr > /proc/self/fd/2");
        config = config with { Spec = config.Spec with { Process = config.Spec.Process! with { User = new UserSpec { Uid = 1234, Gid = 1234 } } } };
        await using var client = await _host.LaunchAsync(config);
        var stream = await client.AttachAsync(new AttachOptions(), Cancellation);
        await client.StartAsync(Cancellation);
        await client.WaitAsync(Cancellation);
        Assert.Equal(("to-stdout\n", "to-stderr\n"), await Frames.ReadAllAsync(stream));
        await client.ReleaseAsync(Cancellation);
    }

    private static ExecConfig Exec(string id, string script) => new()
    {
        ExecId = id,
        Process = ShimHost.Process("/bin/sh", "-c", script),
        AttachStdin = true,
        AttachStdout = true,
        AttachStderr = true,
    };

    private async Task<ShimClient> StartSleeperAsync()
    {
        var client = await _host.LaunchAsync(_host.Command("/bin/sleep", "1000"));
        await client.StartAsync(Cancellation);
        return client;
    }

    private static async Task EndAsync(ShimClient client)
    {
        await client.SignalAsync((int)Signal.SIGKILL, all: false, Cancellation);
        Assert.Equal(137, (await client.WaitAsync(Cancellation)).ExitCode);
        await client.ReleaseAsync(Cancellation);
    }
}
