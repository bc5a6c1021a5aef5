using System.Globalization;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Oci.Runtime;
using Davit.Runtime.State;

namespace Davit.Runtime.CommandLine;

/// <summary><c>update</c>: other limits for a container that exists.</summary>
internal static class UpdateCommand
{
    private static readonly string[] Valued =
    [
        "resources|r", "blkio-weight", "cpu-period", "cpu-quota", "cpu-burst", "cpu-rt-period", "cpu-rt-runtime", "cpu-share",
        "cpuset-cpus", "cpuset-mems", "cpu-idle", "kernel-memory", "kernel-memory-tcp", "memory", "memory-reservation",
        "memory-swap", "pids-limit", "l3-cache-schema", "mem-bw-schema",
    ];

    public static int Run(OciContext context, IReadOnlyList<string> args)
    {
        var options = OptionSet.Parse(args, [], Valued);
        if (options.Get("l3-cache-schema") is not null || options.Get("mem-bw-schema") is not null)
        {
            throw new CommandException("intelRdt is not supported");
        }

        var state = context.Store.Load(options.Id);
        if (StatusReader.Read(context.Store, state) == ContainerStatus.Stopped)
        {
            throw new CommandException("container not running");
        }

        using var cgroup = StatusReader.TryOpenCgroup(state) ?? throw new CommandException("the container has no cgroup");
        cgroup.Update(options.Get("resources") is { } file ? Read(file) : FromOptions(options));
        return 0;
    }

    private static ResourcesSpec Read(string file)
    {
        using var input = new FileDescriptor(0, owns: false);
        var json = file == "-" ? ReadWriteCalls.ReadToEnd(input) : SpecFiles.Read(file);
        return SpecFiles.Parse(json, file, SpecReader.ReadResources);
    }

    private static ResourcesSpec FromOptions(OptionSet options)
    {
        var cpu = new CpuSpec
        {
            Period = Unsigned(options, "cpu-period"),
            Quota = Signed(options, "cpu-quota"),
            Burst = Unsigned(options, "cpu-burst"),
            RealtimePeriod = Unsigned(options, "cpu-rt-period"),
            RealtimeRuntime = Signed(options, "cpu-rt-runtime"),
            Shares = Unsigned(options, "cpu-share"),
            Cpus = options.Get("cpuset-cpus"),
            Mems = options.Get("cpuset-mems"),
            Idle = Signed(options, "cpu-idle"),
        };
        var memory = new MemorySpec
        {
            Limit = Signed(options, "memory"),
            Reservation = Signed(options, "memory-reservation"),
            Swap = Signed(options, "memory-swap"),
        };
        return new ResourcesSpec
        {
            Cpu = cpu == new CpuSpec() ? null : cpu,
            Memory = memory == new MemorySpec() ? null : memory,
            Pids = Signed(options, "pids-limit") is { } limit ? new PidsSpec { Limit = limit } : null,
            BlockIO = Unsigned(options, "blkio-weight") is { } weight
                ? new BlockIoSpec { Weight = checked((ushort)weight) }
                : null,
        };
    }

    private static long? Signed(OptionSet options, string name) => options.Get(name) switch
    {
        null => null,
        { } text when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) => value,
        { } text => throw new CommandException($"option --{name}: \"{text}\" is no number"),
    };

    private static ulong? Unsigned(OptionSet options, string name) => Signed(options, name) switch
    {
        null => null,
        >= 0 and { } value => (ulong)value,
        _ => throw new CommandException($"option --{name} is negative"),
    };
}
