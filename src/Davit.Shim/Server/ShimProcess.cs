using System.Text.Json;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Memory;
using Davit.Linux.Processes;
using Davit.Shim.Logs;

namespace Davit.Shim.Server;

/// <summary>Sets the process up, puts the parts together and runs the loop.</summary>
internal sealed class ShimProcess(string directoryPath, FileDescriptor listener, TimeProvider time)
{
    private const long TrimThreshold = 64 * 1024;

    private readonly ShimDirectory _directory = new(directoryPath);
    private long _allocatedAtTrim;

    public void Run()
    {
        ProcessCalls.BecomeSubreaper();
        var protection = new OomProtection();
        var config = ReadConfig();
        NameProcess(config.Id);
        using var loop = new EventLoop(time);
        using var reaper = new ProcessReaper(loop);
        using var log = OpenLog(config.Log, reaper);
        using var runtime = ChooseRuntime(config, protection);
        loop.Idle = () => Trim(log);
        var task = new ContainerTask(loop, reaper, runtime, log, SettingsOf(config), time);
        using var end = new TerminationWatch(loop, task);
        _ = new ShimServer(loop, listener, task, reaper, _directory.Remove);
        loop.Run();
    }

    // What ps shows: the name has room for 15 bytes, prctl(2) PR_SET_NAME.
    private static unsafe void NameProcess(string id)
    {
        const int SetName = 15;
        Span<byte> name = stackalloc byte[16];
        name.Clear();
        System.Text.Encoding.UTF8.GetBytes($"shim:{id[..Math.Min(id.Length, 10)]}", name[..15]);
        fixed (byte* start = name)
        {
            ProcessCalls.Control(SetName, (nint)start);
        }
    }

    private static IContainerLog OpenLog(LogConfig config, ProcessReaper reaper) => config.Driver == LogDriver.None
        ? new NoLog()
        : new JsonFileLog(new LogFile(config, new LogCompressor(reaper)), config.Attributes, TimeProvider.System);

    private TaskSettings SettingsOf(ShimConfig config) => new()
    {
        Terminal = config.Terminal,
        OpenStdin = config.OpenStdin,
        StdinOnce = config.StdinOnce,
        PidFile = _directory.TaskPidFile,
        ExitFile = config.ExitFile,
        DurableExit = config.DurableExit,
        StopSignal = config.StopSignal,
        StopTimeout = config.StopTimeout < 0 ? null : TimeSpan.FromSeconds(config.StopTimeout),
        Uid = IdMap.ToHost(config.Spec.Process?.User.Uid ?? 0, config.Spec.Linux?.UidMappings),
        Gid = IdMap.ToHost(config.Spec.Process?.User.Gid ?? 0, config.Spec.Linux?.GidMappings),
    };

    // Documents that were read and plans that were made have left the heap larger than the loop needs it.
    private void Trim(IContainerLog log)
    {
        log.Trim();
        var allocated = GC.GetTotalAllocatedBytes();
        if (allocated - _allocatedAtTrim > TrimThreshold)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            NativeHeap.Trim();
            _allocatedAtTrim = GC.GetTotalAllocatedBytes();
        }
    }

    private ITaskRuntime ChooseRuntime(ShimConfig config, OomProtection protection) => config.RuntimePath is null
        ? new OwnRuntime(config, ReadConfig, protection.Inherited)
        : new CommandRuntime(config, _directory, protection);

    private ShimConfig ReadConfig() =>
        JsonSerializer.Deserialize(File.ReadAllBytes(_directory.Config), ShimJson.Default.ShimConfig)!;
}
