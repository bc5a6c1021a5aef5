using Davit.Linux.Mounts;
using Davit.Linux.Processes;
using Davit.Oci;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>The container's root: where it comes from, how it is attached, and how it is entered.</summary>
internal static class RootOperations
{
    /// <summary>The host's mounts become slaves (or what rootfsPropagation asks for), then the root is attached.</summary>
    public static void AddRoot(PlanBuilder plan, PlanInputs inputs)
    {
        var propagation = PropagationOf(inputs.Spec);
        var host = propagation is MountFlags.None ? MountFlags.Slave | MountFlags.Recursive : propagation;
        plan.Add(new Operation(OpCode.SetHostPropagation) { X = (ulong)host });
        if (inputs.Rootfs is { } overlay)
        {
            plan.Add(MountOverlay(overlay, inputs.Bundle, inputs.LayerByLayer));
        }
        else
        {
            plan.Add(new Operation(OpCode.OpenRootfs) { P = RootPath(inputs) });
        }

        plan.Add(new Operation(OpCode.AttachRootfs)
        {
            // An overlay has no directory of its own: the bundle is one that exists.
            P = inputs.Rootfs is null ? RootPath(inputs) : inputs.Bundle,
            A = host.HasFlag(MountFlags.Shared) ? 1 : 0,
        });
    }

    /// <summary>The last thing on the way in: nothing of the host can be reached by a path afterwards.</summary>
    public static void AddEntry(PlanBuilder plan, PlanInputs inputs)
    {
        plan.Add(inputs.NoPivot ? OpCode.MoveRoot : OpCode.PivotRoot);
        var propagation = PropagationOf(inputs.Spec);
        if (propagation is not MountFlags.None && !propagation.HasFlag(MountFlags.Private))
        {
            plan.Add(new Operation(OpCode.SetRootPropagation) { X = (ulong)propagation });
        }
    }

    public static string RootPath(PlanInputs inputs) =>
        Path.GetFullPath(Path.Combine(inputs.Bundle, inputs.Spec.Root?.Path ?? "rootfs"));

    private static MountFlags PropagationOf(Spec spec) =>
        MountOptionTable.TryPropagation(spec.Linux?.RootfsPropagation ?? "", out var flags)
            ? flags | MountFlags.Recursive
            : MountFlags.None;

    private static Operation MountOverlay(OverlayMount overlay, string place, bool layerByLayer) => new(OpCode.MountOverlay)
    {
        List = [.. overlay.Lower],
        P = overlay.Upper,
        Q = overlay.Work,
        R = place,
        A = layerByLayer ? 1 : 0,
    };
}
