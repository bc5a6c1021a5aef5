using System.Globalization;
using System.Text;
using Davit.Linux.Processes;
using Davit.Oci.Runtime;

namespace Davit.Runtime.Plan;

/// <summary>The first part of a plan: descriptors, namespaces and what is set in them.</summary>
internal static class NamespaceOperations
{
    /// <summary>clone3 cannot make these two: a cgroup namespace's root is the group at that time; time offsets come first.</summary>
    private const CloneFlags Later = CloneFlags.NewCgroup | CloneFlags.NewTime;

    public static CloneFlags CloneFlagsOf(NamespaceSet namespaces) =>
        namespaces.PathOf(CloneFlags.NewUser) is null ? namespaces.New & ~Later : CloneFlags.None;

    public static void Add(PlanBuilder plan, PlanInputs inputs, NamespaceSet namespaces)
    {
        plan.Add(OpCode.ResetSignals);
        plan.Add(OpCode.CloseDescriptors);

        // Before the user namespace: kernels before 5.17 look at the writer's credentials, not at those that opened the file.
        plan.Add(OpCode.JoinGroups);
        AddUser(plan, namespaces);
        plan.Add(OpCode.OpenHostProc);
        foreach (var joined in namespaces.Joined)
        {
            AddJoin(plan, joined);
        }

        AddTime(plan, inputs.Spec, namespaces);
        plan.Add(OpCode.StartSession);
        if (!inputs.NoNewKeyring)
        {
            plan.Add(new Operation(OpCode.JoinKeyring) { P = "_ses." + inputs.Id });
        }

        AddNetworkAndNames(plan, inputs.Spec, namespaces);
    }

    /// <summary>The group is the right one by now: a new cgroup namespace has it as its root.</summary>
    public static void AddCgroup(PlanBuilder plan, NamespaceSet namespaces)
    {
        plan.Add(new Operation(OpCode.AwaitParent) { P = "wait for the launcher" });
        if (namespaces.IsNew(CloneFlags.NewCgroup))
        {
            plan.Add(new Operation(OpCode.Unshare) { X = (ulong)CloneFlags.NewCgroup });
        }
    }

    private static void AddUser(PlanBuilder plan, NamespaceSet namespaces)
    {
        if (namespaces.IsNew(CloneFlags.NewUser))
        {
            plan.Add(new Operation(OpCode.AwaitParent) { P = "wait for the id maps" });
            plan.Add(OpCode.BecomeNamespaceRoot);
        }
        else if (namespaces.PathOf(CloneFlags.NewUser) is { } path)
        {
            var slot = plan.AddSource(SlotSourceKind.Namespace, path);
            plan.Add(new Operation(OpCode.JoinNamespace) { A = slot, X = (ulong)CloneFlags.NewUser, P = path, Q = "user" });
            plan.Add(OpCode.BecomeNamespaceRoot);
            plan.Add(new Operation(OpCode.CloneAgain) { X = (ulong)(namespaces.New & ~Later) });
        }
    }

    // The pid namespace is joined by the launcher's clone3 and the user namespace has been.
    private static void AddJoin(PlanBuilder plan, NamespaceSpec joined)
    {
        var flag = NamespaceSet.FlagOf(joined.Type);
        if (flag is CloneFlags.NewUser or CloneFlags.NewPid)
        {
            return;
        }

        var slot = plan.AddSource(SlotSourceKind.Namespace, joined.Path!);
        plan.Add(new Operation(OpCode.JoinNamespace) { A = slot, X = (ulong)flag, P = joined.Path, Q = joined.Type });
    }

    private static void AddTime(PlanBuilder plan, Spec spec, NamespaceSet namespaces)
    {
        if (!namespaces.IsNew(CloneFlags.NewTime))
        {
            return;
        }

        plan.Add(new Operation(OpCode.Unshare) { X = (ulong)CloneFlags.NewTime });
        if (spec.Linux?.TimeOffsets is { Count: > 0 } offsets)
        {
            var text = new StringBuilder();
            foreach (var (clock, offset) in offsets)
            {
                text.Append(CultureInfo.InvariantCulture, $"{clock} {offset.Secs} {offset.Nanosecs}\n");
            }

            plan.Add(new Operation(OpCode.WriteTimeOffsets) { P = text.ToString() });
        }
    }

    private static void AddNetworkAndNames(PlanBuilder plan, Spec spec, NamespaceSet namespaces)
    {
        if (namespaces.IsNew(CloneFlags.NewNetwork))
        {
            plan.Add(OpCode.LoopbackUp);
        }

        if (!string.IsNullOrEmpty(spec.Hostname))
        {
            plan.Add(new Operation(OpCode.SetHostname) { P = spec.Hostname });
        }

        if (!string.IsNullOrEmpty(spec.Domainname))
        {
            plan.Add(new Operation(OpCode.SetDomainname) { P = spec.Domainname });
        }
    }
}
