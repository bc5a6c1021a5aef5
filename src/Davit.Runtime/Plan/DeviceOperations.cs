using Davit.Linux.Processes;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>/dev: the devices every container has (config-linux.md#default-devices), those of the specification, links.</summary>
internal static class DeviceOperations
{
    private const uint CharacterDevice = 0x2000;
    private const uint BlockDevice = 0x6000;
    private const uint Fifo = 0x1000;

    private static readonly DeviceSpec[] Defaults =
    [
        Character("/dev/null", 1, 3),
        Character("/dev/zero", 1, 5),
        Character("/dev/full", 1, 7),
        Character("/dev/random", 1, 8),
        Character("/dev/urandom", 1, 9),
        Character("/dev/tty", 5, 0),
    ];

    private static readonly (string Name, string Target)[] Links =
    [
        ("fd", "/proc/self/fd"),
        ("stdin", "/proc/self/fd/0"),
        ("stdout", "/proc/self/fd/1"),
        ("stderr", "/proc/self/fd/2"),
        ("core", "/proc/kcore"),
    ];

    /// <summary>Sources of devices that are bound and not made, before the host's mounts change.</summary>
    public static IReadOnlyList<Operation> AddSources(PlanBuilder plan, PlanInputs inputs, NamespaceSet namespaces)
    {
        if (HasOwnDev(inputs.Spec))
        {
            return [];
        }

        var bind = namespaces.Has(CloneFlags.NewUser);
        var devices = (inputs.Spec.Linux?.Devices ?? []).ToDictionary(d => Path.GetFullPath(d.Path));
        foreach (var device in Defaults)
        {
            devices.TryAdd(device.Path, device);
        }

        return [.. devices.Select(d => bind && d.Value.Type is not "p" ? Bind(plan, inputs, d.Key) : Make(d.Key, d.Value))];
    }

    public static void AddDevices(PlanBuilder plan, PlanInputs inputs, IReadOnlyList<Operation> devices)
    {
        if (HasOwnDev(inputs.Spec))
        {
            return;
        }

        foreach (var device in devices)
        {
            plan.Add(device);
        }

        // Each mount of devpts is an instance of its own, with its own multiplexer (devpts.rst).
        plan.Add(new Operation(OpCode.Symlink) { P = "/dev", Q = "ptmx", R = "pts/ptmx", A = 1 });
        foreach (var (name, target) in Links)
        {
            plan.Add(new Operation(OpCode.Symlink) { P = "/dev", Q = name, R = target });
        }
    }

    /// <summary>Somebody's /dev is bound: nothing is made in it, as it may be the host's.</summary>
    public static bool HasOwnDev(Spec spec) => (spec.Mounts ?? []).Any(m =>
        Path.GetFullPath("/" + m.Destination).TrimEnd('/') == "/dev"
        && (m.Type is "bind" || (m.Options ?? []).Any(o => o is "bind" or "rbind")));

    private static DeviceSpec Character(string path, long major, long minor) =>
        new() { Type = "c", Path = path, Major = major, Minor = minor, FileMode = 0x1B6 /* 0666 */ };

    private static Operation Make(string path, DeviceSpec device)
    {
        var type = device.Type switch { "b" => BlockDevice, "p" => Fifo, _ => CharacterDevice };
        return new Operation(OpCode.MakeDevice)
        {
            P = Path.GetDirectoryName(path),
            Q = Path.GetFileName(path),
            X = type | ((device.FileMode ?? 0x1B6) & 0xFFF),
            Y = device.Type is "p" ? 0 : Number((uint)device.Major, (uint)device.Minor),
            A = unchecked((int)(device.Uid ?? 0)),
            B = unchecked((int)(device.Gid ?? 0)),
        };
    }

    private static Operation Bind(PlanBuilder plan, PlanInputs inputs, string path)
    {
        var slot = inputs.OpenSourcesBefore ? plan.AddSource(SlotSourceKind.Mount, path) : plan.TakeSlot();
        if (!inputs.OpenSourcesBefore)
        {
            plan.Add(new Operation(OpCode.OpenSource) { P = path, A = slot });
        }

        return new Operation(OpCode.BindDevice) { P = path, R = path, C = slot, B = Slot.None };
    }

    // The encoding of device numbers in 32 bits (include/linux/kdev_t.h, new_encode_dev).
    private static ulong Number(uint major, uint minor) => (minor & 0xff) | (major << 8) | ((minor & ~0xffu) << 12);
}
