using Davit.Oci.Runtime;
using Davit.Runtime.Seccomp;
using Davit.Runtime.Seccomp.Syscalls;

namespace Davit.Runtime.Tests.Seccomp.Support;

/// <summary>What a specification says about a call, worked out the slow and plain way.</summary>
internal static class RuleModel
{
    /// <summary>The actions of all rules that match; the default's if none does. More than one: the rules contradict each other.</summary>
    internal static HashSet<uint> Outcomes(SeccompSpec spec, SeccompArchitecture architecture, uint number, ulong[] arguments)
    {
        var defaultAction = Libseccomp.Action(spec.DefaultAction, spec.DefaultErrnoRet);
        var rules = (spec.Syscalls ?? [])
            .Where(rule => Libseccomp.Action(rule.Action, rule.ErrnoRet) != defaultAction)
            .Where(rule => rule.Names.Any(name => NumberOf(name, architecture) == number))
            .ToArray();
        if (rules.FirstOrDefault(rule => rule.Args is not { Count: > 0 }) is { } always)
        {
            return [Libseccomp.Action(always.Action, always.ErrnoRet)];
        }

        var matching = rules.Where(rule => rule.Args!.All(arg => Holds(arg, arguments[arg.Index], architecture.Is32Bit())))
            .Select(rule => Libseccomp.Action(rule.Action, rule.ErrnoRet)).ToHashSet();
        return matching.Count == 0 ? [defaultAction] : matching;
    }

    internal static uint? NumberOf(string name, SeccompArchitecture architecture)
    {
        var index = SyscallTable.IndexOf(name);
        var number = index < 0 ? -1 : SyscallTable.NumberOf(index, architecture);
        return number < 0 ? null : (uint)number | (architecture == SeccompArchitecture.X32 ? 0x40000000u : 0);
    }

    private static bool Holds(SyscallArgSpec arg, ulong actual, bool lowHalf)
    {
        var mask = lowHalf ? uint.MaxValue : ulong.MaxValue;
        var (value, two) = (arg.Value & mask, arg.ValueTwo & mask);
        actual &= mask;
        return arg.Op switch
        {
            "SCMP_CMP_NE" => actual != value,
            "SCMP_CMP_LT" => actual < value,
            "SCMP_CMP_LE" => actual <= value,
            "SCMP_CMP_EQ" => actual == value,
            "SCMP_CMP_GE" => actual >= value,
            "SCMP_CMP_GT" => actual > value,
            _ => (actual & value) == (two & value),
        };
    }
}
