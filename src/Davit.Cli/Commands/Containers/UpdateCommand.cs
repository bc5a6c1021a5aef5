using Davit.Api.Containers;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers.Options;

namespace Davit.Cli.Commands.Containers;

internal sealed class UpdateCommand : Command
{
    private readonly IntFlag _blkioWeight = new("blkio-weight", '\0', "Block IO (relative weight), between 10 and 1000, or 0 to disable", 0, "uint16") { ShowZero = true };
    private readonly IntFlag _cpuPeriod = new("cpu-period", '\0', "Limit CPU CFS (Completely Fair Scheduler) period");
    private readonly IntFlag _cpuQuota = new("cpu-quota", '\0', "Limit CPU CFS (Completely Fair Scheduler) quota");
    private readonly IntFlag _cpuRealtimePeriod = new("cpu-rt-period", '\0', "Limit the CPU real-time period in microseconds");
    private readonly IntFlag _cpuRealtimeRuntime = new("cpu-rt-runtime", '\0', "Limit the CPU real-time runtime in microseconds");
    private readonly IntFlag _cpuShares = new("cpu-shares", 'c', "CPU shares (relative weight)");
    private readonly DecimalFlag _cpus = new("cpus", '\0', "Number of CPUs");
    private readonly StringFlag _cpusetCpus = new("cpuset-cpus", '\0', "CPUs in which to allow execution (0-3, 0,1)");
    private readonly StringFlag _cpusetMems = new("cpuset-mems", '\0', "MEMs in which to allow execution (0-3, 0,1)");
    private readonly BytesFlag _kernelMemory = new("kernel-memory", '\0', "Kernel memory limit") { Hidden = true, Deprecated = "and is no longer supported by the kernel" };
    private readonly BytesFlag _memory = new("memory", 'm', "Memory limit");
    private readonly BytesFlag _memoryReservation = new("memory-reservation", '\0', "Memory soft limit");
    private readonly BytesFlag _memorySwap = new("memory-swap", '\0', "Swap limit equal to memory plus swap: -1 to enable unlimited swap") { AllowMinusOne = true };
    private readonly IntFlag _pidsLimit = new("pids-limit", '\0', "Tune container pids limit (set -1 for unlimited)");
    private readonly StringFlag _restart = new("restart", '\0', "Restart policy to apply when a container exits") { Candidates = ["always", "no", "on-failure", "unless-stopped"] };

    public override string Summary => "Update configuration of one or more containers";

    public override string Usage => "[OPTIONS] CONTAINER [CONTAINER...]";

    public override IEnumerable<Flag> Flags =>
    [
        _blkioWeight, _cpuPeriod, _cpuQuota, _cpuRealtimePeriod, _cpuRealtimeRuntime, _cpuShares, _cpus, _cpusetCpus, _cpusetMems,
        _kernelMemory, _memory, _memoryReservation, _memorySwap, _pidsLimit, _restart,
    ];

    public override ArgumentRule Arguments => ArgumentRule.AtLeast(1);

    public override Completion Completes => Completion.Containers;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        if (!Flags.Any(flag => flag.Changed))
        {
            throw new CommandException("you must provide one or more flags when using this command");
        }

        var request = Request();
        var warnings = new List<string>();
        var status = EachArgument.Run(context, arguments, name =>
        {
            warnings.AddRange(context.Engine.Containers.Update(name, request));
            return name;
        });
        warnings.ForEach(context.Error.WriteLine);
        return status;
    }

    private ContainerUpdateRequest Request() => new()
    {
        BlkioWeight = (ushort)_blkioWeight.Value,
        CpuPeriod = _cpuPeriod.Value,
        CpuQuota = _cpuQuota.Value,
        CpuRealtimePeriod = _cpuRealtimePeriod.Value,
        CpuRealtimeRuntime = _cpuRealtimeRuntime.Value,
        CpuShares = _cpuShares.Value,
        NanoCpus = _cpus.Billionths,
        CpusetCpus = _cpusetCpus.Value,
        CpusetMems = _cpusetMems.Value,
        Memory = _memory.Value,
        MemoryReservation = _memoryReservation.Value,
        MemorySwap = _memorySwap.Value,
        KernelMemory = _kernelMemory.Value,
        PidsLimit = _pidsLimit.Changed ? _pidsLimit.Value : null,
        RestartPolicy = RestartText.Parse(_restart.Value),
    };
}
