using Davit.Oci.Runtime;
using Davit.Runtime.Seccomp.Syscalls;

namespace Davit.Runtime.Seccomp;

/// <summary>A specification read: values parsed, names turned into numbers for every architecture.</summary>
internal sealed class FilterRules
{
    private FilterRules(SeccompSpec spec, SeccompArchitecture native)
    {
        Default = SeccompAction.Parse(spec.DefaultAction, spec.DefaultErrnoRet);
        if (Default == SeccompAction.Notify)
        {
            throw new SeccompException("seccomp: SCMP_ACT_NOTIFY cannot be the default action: the call that hands over the listener would wait for it");
        }

        // A program built for a newer kernel tries a new call and falls back on ENOSYS; EPERM would end it (runc's rule).
        AnswerNewCalls = !Default.IsPermissive && Default != SeccompAction.NoSuchCall;
        Architectures = [.. SeccompArchitectures.Parse(spec.Architectures, native).Select(a => new ArchitectureRules(a, Default))];
        foreach (var rule in spec.Syscalls ?? [])
        {
            Add(rule);
        }
    }

    internal SeccompAction Default { get; }

    /// <summary>Calls with a number greater than any that a rule names get ENOSYS instead of the default action.</summary>
    internal bool AnswerNewCalls { get; }

    /// <summary>The native one first.</summary>
    internal IReadOnlyList<ArchitectureRules> Architectures { get; }

    internal bool Notifies { get; private set; }

    internal static FilterRules Read(SeccompSpec spec, SeccompArchitecture native) => new(spec, native);

    private void Add(SyscallRuleSpec spec)
    {
        var action = SeccompAction.Parse(spec.Action, spec.ErrnoRet);
        Notifies |= action == SeccompAction.Notify;
        if (action == SeccompAction.Notify && spec.Names.Contains("write"))
        {
            throw new SeccompException("seccomp: SCMP_ACT_NOTIFY cannot be used for write: the listener is handed over with it");
        }

        var rules = RulesOf(spec, action);
        foreach (var name in spec.Names)
        {
            var index = SyscallTable.IndexOf(name);
            foreach (var architecture in Architectures)
            {
                foreach (var rule in rules)
                {
                    architecture.Add(name, index, rule);
                }
            }
        }
    }

    /// <summary>All conditions must hold; but two on one argument make alternatives, each by itself, as in runc and crun.</summary>
    private static IReadOnlyList<CallRule> RulesOf(SyscallRuleSpec spec, SeccompAction action)
    {
        if (spec.Args is not { Count: > 0 } arguments)
        {
            return [new CallRule(action, [])];
        }

        var call = spec.Names.Count > 0 ? spec.Names[0] : "a rule";
        var conditions = arguments.Select(argument => ArgumentCondition.Parse(argument, call)).ToArray();
        return conditions.DistinctBy(condition => condition.Index).Count() == conditions.Length
            ? [new CallRule(action, conditions)]
            : [.. conditions.Select(condition => new CallRule(action, [condition]))];
    }
}
