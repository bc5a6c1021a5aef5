namespace Davit.Runtime.Seccomp;

/// <summary>
/// What one call's rules amount to: an unconditional rule beats every conditional one, wherever it stands, and the first
/// unconditional one stays (libseccomp's rule); conditional ones are tried in the order of the specification.
/// </summary>
internal sealed class CallRules
{
    private readonly List<CallRule> _conditional = [];

    internal SeccompAction? Unconditional { get; private set; }

    internal IReadOnlyList<CallRule> Conditional => _conditional;

    internal void Add(CallRule rule)
    {
        if (Unconditional is not null)
        {
            return;
        }

        if (rule.Conditions.Count == 0)
        {
            Unconditional = rule.Action;
            _conditional.Clear();
        }
        else
        {
            _conditional.Add(rule);
        }
    }
}
