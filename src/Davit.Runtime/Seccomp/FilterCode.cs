using Davit.Runtime.Seccomp.Bpf;

namespace Davit.Runtime.Seccomp;

/// <summary>Writes a filter: which architecture the call came from, which call it is, what its arguments are.</summary>
internal static class FilterCode
{
    private const uint ArchitectureOffset = 4;

    /// <summary>What a call of an architecture that the filter does not name gets: libseccomp's default.</summary>
    private static readonly Target BadArchitecture = Target.Return(SeccompAction.KillThread);

    internal static byte[] Write(FilterRules rules)
    {
        var code = new Assembler();
        var next = BadArchitecture;
        foreach (var group in rules.Architectures.GroupBy(a => a.Architecture.AuditValue()).Reverse())
        {
            var block = DispatchCode.Write(code, Ranges(code, rules, [.. group]));
            next = code.Branch(Opcode.JumpEqual, group.Key, block, next);
        }

        code.BeginAt(next);
        code.Then(Opcode.Load, ArchitectureOffset);
        return code.Finish();
    }

    /// <summary>The number space of one AUDIT_ARCH value: that of x86_64 also holds x32's numbers.</summary>
    private static List<NumberRange> Ranges(Assembler code, FilterRules rules, IReadOnlyList<ArchitectureRules> architectures)
    {
        var ranges = new List<NumberRange>(128);
        foreach (var architecture in architectures.OrderBy(a => a.Architecture == SeccompArchitecture.X32))
        {
            AddRanges(code, rules, architecture, ranges);
        }

        if (architectures is [{ Architecture: SeccompArchitecture.X64 } only] && !(rules.AnswerNewCalls && only.LastNamed is not null))
        {
            Append(ranges, SeccompArchitectures.X32Bit, BadArchitecture);
        }

        return ranges;
    }

    private static void AddRanges(Assembler code, FilterRules rules, ArchitectureRules architecture, List<NumberRange> ranges)
    {
        var otherwise = Target.Return(rules.Default);
        var next = architecture.Architecture == SeccompArchitecture.X32 ? SeccompArchitectures.X32Bit : 0;
        foreach (var (number, calls) in architecture.Calls)
        {
            if (number > next)
            {
                Append(ranges, next, otherwise);
            }

            Append(ranges, number, TargetOf(code, calls, architecture.Architecture.Is32Bit(), otherwise));
            next = number + 1;
        }

        Append(ranges, next, otherwise);
        if (rules.AnswerNewCalls && architecture.LastNamed is { } last)
        {
            Append(ranges, last + 1, Target.Return(SeccompAction.NoSuchCall));
        }
    }

    private static Target TargetOf(Assembler code, CallRules calls, bool lowHalfOnly, Target otherwise)
    {
        if (calls.Unconditional is { } action)
        {
            return Target.Return(action);
        }

        var next = otherwise;
        foreach (var rule in calls.Conditional.Reverse())
        {
            var target = Target.Return(rule.Action);
            foreach (var condition in rule.Conditions.Reverse())
            {
                target = ConditionCode.Write(code, condition, lowHalfOnly, target, next);
            }

            next = target;
        }

        return next;
    }

    /// <summary>A neighbour that ends the same way grows, one that would be empty is replaced.</summary>
    private static void Append(List<NumberRange> ranges, uint start, Target target)
    {
        if (ranges.Count > 0 && ranges[^1].Start == start)
        {
            ranges.RemoveAt(ranges.Count - 1);
        }

        if (ranges.Count == 0 || ranges[^1].Target != target)
        {
            ranges.Add(new NumberRange(start, target));
        }
    }
}
