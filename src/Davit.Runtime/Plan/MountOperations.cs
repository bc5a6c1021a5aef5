using System.Runtime.InteropServices;
using Davit.Linux.Mounts;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;
using Davit.Runtime.Namespaces;

namespace Davit.Runtime.Plan;

/// <summary>The mounts of a specification.</summary>
internal sealed class MountOperations(PlanBuilder plan, PlanInputs inputs, NamespaceSet namespaces)
{
    private readonly List<Operation> bodies = [];
    private readonly List<Operation> readOnlyLater = [];
    private readonly List<Operation> cgroupBodies = [];

    /// <summary>
    /// First half, before the host's mounts change their propagation: opens the sources of bind mounts. Second half:
    /// <see cref="AddMounts"/>.
    /// </summary>
    public void AddSources()
    {
        foreach (var mount in inputs.Spec.Mounts ?? [])
        {
            Compile(mount);
        }
    }

    /// <summary>
    /// The mounts themselves. Those of control groups come last, if nothing is mounted in them: meanwhile the launcher makes
    /// the group (the first move of a process into one costs the kernel milliseconds).
    /// </summary>
    public bool AddMounts()
    {
        foreach (var body in bodies)
        {
            plan.Add(body);
        }

        if (cgroupBodies.Count == 0)
        {
            return false;
        }

        NamespaceOperations.AddCgroup(plan, namespaces);
        foreach (var body in cgroupBodies)
        {
            plan.Add(body);
        }

        return true;
    }

    /// <summary>What becomes read-only once nothing more is made in it.</summary>
    public void AddReadOnly()
    {
        foreach (var operation in readOnlyLater)
        {
            plan.Add(operation);
        }
    }

    private void Compile(MountSpec mount)
    {
        var options = MountOptions.Parse(mount.Options ?? []);
        if (options.IsBind || mount.Type is "bind")
        {
            bodies.Add(options.IsRemount ? Remount(mount, options) : Bind(mount, options));
        }
        else if (options.IsRemount)
        {
            bodies.Add(Remount(mount, options));
        }
        else if (mount.Type is "cgroup" or "cgroup2")
        {
            CompileCgroup(mount, options);
        }
        else
        {
            bodies.Add(Mount(mount, options));
        }
    }

    private Operation Mount(MountSpec mount, MountOptions options)
    {
        var type = mount.Type ?? "";
        var isTmpfs = type == "tmpfs";
        var delayed = isTmpfs && options.IsReadOnly;
        var slot = delayed ? plan.TakeSlot() : Slot.None;
        if (delayed)
        {
            readOnlyLater.Add(new Operation(OpCode.SetReadOnly) { A = slot, P = mount.Destination });
        }

        var set = delayed ? options.Set & ~MountAttributes.ReadOnly : options.Set;
        return new Operation(OpCode.Mount)
        {
            P = type,
            Q = string.IsNullOrEmpty(mount.Source) ? type : mount.Source,
            R = mount.Destination,
            A = (int)Traits(mount, type, options, isTmpfs),
            B = slot,
            X = (ulong)set,
            Z = (ulong)options.RecursiveSet,
            W = (ulong)RecursiveClear(options),
            D = (int)options.Propagation,
            List = SuperblockOptions(type, options),
        };
    }

    private Operation Bind(MountSpec mount, MountOptions options)
    {
        // "bind" in runtime-spec is what mount(8) calls so; its type "bind" alone means the same.
        var source = Path.GetFullPath(Path.Combine(inputs.Bundle, mount.Source ?? ""));
        var slot = OpenSource(source, options.IsRecursive, options.NoLinks);
        return new Operation(OpCode.Bind)
        {
            P = source,
            R = mount.Destination,
            C = slot,
            A = (int)Traits(mount, "bind", options, isTmpfs: false),
            B = Slot.None,
            X = (ulong)options.Set,
            Y = (ulong)(options.Clear | AtimeClear(options.Set)),
            Z = (ulong)options.RecursiveSet,
            W = (ulong)RecursiveClear(options),
            D = (int)options.Propagation,
            Blob = IdMap(mount, options),
        };
    }

    private static Operation Remount(MountSpec mount, MountOptions options) => new(OpCode.Remount)
    {
        R = mount.Destination,
        A = (int)MountTraits.InsideProc,
        X = (ulong)options.Set,
        Y = (ulong)(options.Clear | AtimeClear(options.Set)),
        Z = (ulong)options.RecursiveSet,
        W = (ulong)RecursiveClear(options),
        D = (int)options.Propagation,
    };

    private int OpenSource(string source, bool recursive, bool noLinks)
    {
        var slot = plan.TakeSlot();
        if (inputs.OpenSourcesBefore)
        {
            plan.AddSource(new SlotSource(slot, recursive ? SlotSourceKind.MountTree : SlotSourceKind.Mount, source) { NoLinks = noLinks });
            return slot;
        }

        plan.Add(new Operation(OpCode.OpenSource) { P = source, A = slot, B = recursive ? 1 : 0, D = noLinks ? 1 : 0 });
        return slot;
    }

    private ReadOnlyMemory<byte> IdMap(MountSpec mount, MountOptions options)
    {
        if (mount.UidMappings is not { Count: > 0 } && !options.IdMap)
        {
            return default;
        }

        var slot = plan.TakeSlot();
        plan.AddSource(new SlotSource(slot, SlotSourceKind.UserNamespace, mount.Destination)
        {
            // Without maps of its own an idmapped mount has the container's (config.md#mounts).
            UidMappings = mount.UidMappings ?? inputs.Spec.Linux?.UidMappings ?? [],
            GidMappings = mount.GidMappings ?? inputs.Spec.Linux?.GidMappings ?? [],
        });
        return MemoryMarshal.AsBytes<int>([slot, options.RecursiveIdMap ? 1 : 0]).ToArray();
    }

    private void CompileCgroup(MountSpec mount, MountOptions options)
    {
        var target = cgroupBodies;
        if (inputs.CgroupMounts is [{ Type: "cgroup2", Name: "" } unified])
        {
            target.Add(CgroupTree(unified, mount.Destination, options));
            return;
        }

        var slot = plan.TakeSlot();
        target.Add(new Operation(OpCode.Mount)
        {
            P = "tmpfs",
            Q = "tmpfs",
            R = mount.Destination,
            A = (int)MountTraits.None,
            B = slot,
            X = (ulong)(MountAttributes.NoSuid | MountAttributes.NoDev | MountAttributes.NoExec),
            List = ["mode", "755"],
        });
        foreach (var hierarchy in inputs.CgroupMounts)
        {
            target.Add(CgroupTree(hierarchy, $"{mount.Destination}/{hierarchy.Name}", options));
            foreach (var link in hierarchy.Links)
            {
                target.Add(new Operation(OpCode.Symlink) { P = mount.Destination, Q = link, R = hierarchy.Name });
            }
        }

        if (options.IsReadOnly)
        {
            target.Add(new Operation(OpCode.SetReadOnly) { A = slot, P = mount.Destination });
        }
    }

    private Operation CgroupTree(CgroupMount hierarchy, string destination, MountOptions options)
    {
        if (namespaces.Has(CloneFlags.NewCgroup))
        {
            return new Operation(OpCode.Mount)
            {
                P = hierarchy.Type,
                Q = "cgroup",
                R = destination,
                B = Slot.None,
                X = (ulong)options.Set,
                D = (int)options.Propagation,
                List = [.. hierarchy.Options.SelectMany(o => o.Split('=', 2) is [var k, var v] ? new[] { k, v } : [o, ""])],
            };
        }

        var slot = plan.TakeSlot();
        cgroupBodies.Add(new Operation(OpCode.OpenSource) { P = hierarchy.HostDirectory, A = slot, B = 1, C = 1 });
        return new Operation(OpCode.Bind)
        {
            P = hierarchy.HostDirectory,
            R = destination,
            C = slot,
            A = (int)MountTraits.Optional,
            B = Slot.None,
            X = (ulong)options.Set,
            Y = (ulong)AtimeClear(options.Set),
            D = (int)options.Propagation,
        };
    }

    private static MountTraits Traits(MountSpec mount, string type, MountOptions options, bool isTmpfs)
    {
        var traits = type is "proc" or "sysfs" ? MountTraits.NoLinks : MountTraits.None;
        traits |= ProcPaths.IsAllowed(mount.Destination) ? MountTraits.InsideProc : MountTraits.None;
        traits |= ProcPaths.IsProc(mount.Destination) && type != "proc" ? MountTraits.NeedsProc : MountTraits.None;
        traits |= isTmpfs && !options.Data.Contains("mode") ? MountTraits.KeepMode : MountTraits.None;
        return isTmpfs && options.CopyUp ? traits | MountTraits.CopyUp : traits;
    }

    // A file system on a device is read-only in itself, too: its journal must not be replayed. Pseudo file systems are one
    // for many mounts, and only this mount is to be read-only.
    private static IReadOnlyList<string> SuperblockOptions(string type, MountOptions options)
    {
        var isPseudo = type is "proc" or "sysfs" or "tmpfs" or "devpts" or "mqueue" or "devtmpfs" or "debugfs" or "tracefs"
            or "securityfs" or "bpf" or "configfs" or "fusectl" or "binfmt_misc" or "ramfs";
        return options.IsReadOnly && !isPseudo ? [.. options.Data, "ro", ""] : options.Data;
    }

    // The access time modes are one field: setting one clears the others (mount_setattr(2)).
    private static MountAttributes AtimeClear(MountAttributes set) =>
        (set & MountAttributes.AtimeMask) != 0 ? MountAttributes.AtimeMask : MountAttributes.None;

    private static MountAttributes RecursiveClear(MountOptions options) =>
        options.RecursiveClear | AtimeClear(options.RecursiveSet);
}
