using Davit.Runtime.Seccomp.Syscalls;

namespace Davit.Runtime.Seccomp;

/// <summary>The rules of a filter for one architecture, by call number.</summary>
internal sealed class ArchitectureRules(SeccompArchitecture architecture, SeccompAction defaultAction)
{
    private readonly SortedDictionary<uint, CallRules> _calls = [];

    internal SeccompArchitecture Architecture { get; } = architecture;

    internal IEnumerable<KeyValuePair<uint, CallRules>> Calls => _calls;

    /// <summary>The greatest number that a rule names, also one whose action is the default.</summary>
    internal uint? LastNamed { get; private set; }

    /// <summary>Adds a rule for the call if this architecture has it.</summary>
    internal void Add(string name, int index, CallRule rule)
    {
        if (index != SyscallTable.Unknown && SyscallTable.NumberOf(index, Architecture) is var number and not SyscallTable.Unknown)
        {
            Add(WithBit((uint)number), rule);
        }

        if (Architecture == SeccompArchitecture.X86 && MultiplexedCalls.Find(name) is { } way)
        {
            AddMultiplexed(way.Multiplexer, way.Number, rule);
        }
    }

    /// <summary>
    /// The same rule for the call's second way. Its arguments lie in memory there, where a filter cannot look: a
    /// conditional permission is not extended to it, a conditional ban bans it whatever the arguments are.
    /// </summary>
    private void AddMultiplexed(string multiplexer, uint number, CallRule rule)
    {
        if (rule.Conditions.Count > 0 && !defaultAction.IsPermissive)
        {
            return;
        }

        var selected = new ArgumentCondition(0, ArgumentOperator.Equal, number, ulong.MaxValue);
        var index = SyscallTable.IndexOf(multiplexer);
        Add((uint)SyscallTable.NumberOf(index, Architecture), new CallRule(rule.Action, [selected]));
    }

    private void Add(uint number, CallRule rule)
    {
        LastNamed = Math.Max(LastNamed ?? 0, number);
        if (rule.Action == defaultAction)
        {
            // Redundant by itself; dropped, as runc and crun do, so that it never hides a later rule.
            return;
        }

        if (!_calls.TryGetValue(number, out var rules))
        {
            _calls.Add(number, rules = new CallRules());
        }

        rules.Add(rule);
    }

    private uint WithBit(uint number) => Architecture == SeccompArchitecture.X32 ? number | SeccompArchitectures.X32Bit : number;
}
