using Davit.Oci.Runtime;
using Davit.Oci.Security;
using Davit.Oci.Seccomp;
using Davit.Runtime.Seccomp;
using Davit.Runtime.Seccomp.Syscalls;
using Davit.Runtime.Tests.Seccomp.Support;

namespace Davit.Runtime.Tests.Seccomp;

/// <summary>Davit's filters and libseccomp's, run over the same calls.</summary>
public sealed class LibseccompOracleTests
{
    private const uint Enosys = 0x00050026;
    private static readonly string[] Operators = ["SCMP_CMP_NE", "SCMP_CMP_LT", "SCMP_CMP_LE", "SCMP_CMP_EQ", "SCMP_CMP_GE", "SCMP_CMP_GT", "SCMP_CMP_MASKED_EQ"];
    private static readonly string[] Actions = ["SCMP_ACT_KILL", "SCMP_ACT_KILL_PROCESS", "SCMP_ACT_TRAP", "SCMP_ACT_ERRNO", "SCMP_ACT_TRACE", "SCMP_ACT_LOG", "SCMP_ACT_ALLOW"];
    private static readonly ulong[] Values = [0, 1, 2, 8, 40, 0x20000, 0x7E020000, 0x7fffffff, 0xffffffff, 0x1_00000000, 0x1_00000028, 0x5_00000001, ulong.MaxValue];

    [Fact]
    public void Docker_s_default_filter_decides_as_libseccomp_s_does()
    {
        Assert.SkipUnless(Libseccomp.IsInstalled, "libseccomp is not installed");
        foreach (IEnumerable<string> capabilities in new[] { DefaultCapabilities.Container, DefaultCapabilities.All, [] })
        {
            // ENOSYS as the default takes the answer for newer calls out, which is runc's own addition to libseccomp.
            var spec = DefaultSeccompProfile.For(capabilities.ToHashSet(), "amd64") with { DefaultErrnoRet = 38 };
            Compare(spec, new Random(1), Numbers(2000), known: IsKnownToBoth);
        }
    }

    [Fact]
    public void Random_filters_decide_as_libseccomp_s_do()
    {
        Assert.SkipUnless(Libseccomp.IsInstalled, "libseccomp is not installed");
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            Compare(RandomSpec(random), random, Numbers(480), known: IsKnownToBoth, seed);
        }
    }

    private static void Compare(SeccompSpec spec, Random random, uint[] numbers, Func<uint, uint, bool> known, int seed = 0)
    {
        var ours = SeccompCompiler.Compile(spec, SeccompArchitecture.X64).Code.ToArray();
        var theirs = Libseccomp.Compile(spec);
        foreach (var (architecture, machine) in new[] { (Call.X64, SeccompArchitecture.X64), (Call.X86, SeccompArchitecture.X86), (Call.Arm64, SeccompArchitecture.Arm64) })
        {
            var last = (LastNamed(spec, machine), LastNamed(spec, SeccompArchitecture.X32));
            foreach (var number in numbers.Where(number => known(architecture, number)))
            {
                for (var sample = 0; sample < 6; sample++)
                {
                    var call = new Call(architecture, number, [.. Enumerable.Range(0, 6).Select(_ => Values[random.Next(Values.Length)])]);
                    var (mine, reference) = (BpfMachine.Run(ours, call), BpfMachine.Run(theirs, call));

                    // runc's own addition, see SeccompCompilerTests: a call newer than every rule is answered with ENOSYS.
                    var isX32 = architecture == Call.X64 && number >= 0x40000000 && spec.Architectures?.Contains("SCMP_ARCH_X32") == true;
                    if (mine != reference && !(mine == Enosys && number > (isX32 ? last.Item2 : last.Item1)))
                    {
                        CheckContradiction(spec, mine, reference, call, machine, seed);
                    }
                }
            }
        }
    }

    private static uint LastNamed(SeccompSpec spec, SeccompArchitecture machine) =>
        (spec.Syscalls ?? []).SelectMany(rule => rule.Names).Max(name => RuleModel.NumberOf(name, machine)) ?? uint.MaxValue;

    /// <summary>
    /// Several conditional rules on one call: libseccomp merges them into a tree sorted by value, which neither keeps an order
    /// between rules that contradict each other nor always tries the second after half of the first has matched. The rules
    /// themselves decide then: ours must be the action of one that matches.
    /// </summary>
    private static void CheckContradiction(SeccompSpec spec, uint mine, uint reference, Call call, SeccompArchitecture machine, int seed)
    {
        var real = call.Number >= 0x40000000 ? SeccompArchitecture.X32 : machine;
        var outcomes = RuleModel.Outcomes(spec, real, call.Number, call.Arguments);
        var rules = (spec.Syscalls ?? []).Where(rule => rule.Names.Any(name => RuleModel.NumberOf(name, real) == call.Number)).ToArray();
        Assert.True(
            rules.Length > 1 && outcomes.Contains(mine),
            $"seed {seed}, {call}: ours {mine:x}, libseccomp {reference:x}, rules say {string.Join(' ', outcomes.Select(o => $"{o:x}"))}");
    }

    /// <summary>
    /// Left out: what the installed libseccomp has no number for, and the multiplexers of 32-bit x86, where Davit is stricter
    /// on purpose (see <see cref="SeccompCompilerTests"/>).
    /// </summary>
    private static bool IsKnownToBoth(uint architecture, uint number) =>
        (number & 0xbfffffff) is (< 335 or > 336) and (< 449 or > 480) && !(architecture == Call.X86 && number is 102 or 117);

    private static uint[] Numbers(uint last) =>
        [.. Enumerable.Range(0, (int)last).Select(n => (uint)n), .. Enumerable.Range(0, 560).Select(n => (uint)n | 0x40000000), 0x3fffffff, 0x7fffffff, 0x80000000];

    private static SeccompSpec RandomSpec(Random random)
    {
        var architectures = new[] { "SCMP_ARCH_X86_64", "SCMP_ARCH_X86", "SCMP_ARCH_X32" }.Where(_ => random.Next(2) == 0).ToArray();
        var defaultAction = Actions[random.Next(Actions.Length)];
        return new SeccompSpec
        {
            DefaultAction = defaultAction,
            DefaultErrnoRet = defaultAction == "SCMP_ACT_ERRNO" ? 38u : null,
            Architectures = architectures,
            Syscalls = [.. Enumerable.Range(0, random.Next(1, 24)).Select(_ => RandomRule(random, wide: architectures.All(name => name == "SCMP_ARCH_X86_64")))],
        };
    }

    private static SyscallRuleSpec RandomRule(Random random, bool wide)
    {
        var action = Actions[random.Next(Actions.Length)];
        var indexes = Enumerable.Range(0, 6).Where(_ => random.Next(4) == 0).Select(index => (uint)index);
        return new SyscallRuleSpec
        {
            Names = [.. Enumerable.Range(0, random.Next(1, 8)).Select(_ => SyscallTable.NameAt(random.Next(SyscallTable.Count)).ToString()).Where(IsComparable)],
            Action = action,
            ErrnoRet = action is "SCMP_ACT_ERRNO" or "SCMP_ACT_TRACE" ? (uint)random.Next(1, 4) : null,
            Args = random.Next(2) == 0 ? null : [.. indexes.Select(index => RandomArgument(random, index, wide))],
        };
    }

    /// <summary>
    /// Not those with a second way (socketcall, ipc): libseccomp refuses whole rules where that way is taken already. Nor those
    /// that its version has no number for on one of the architectures.
    /// </summary>
    private static bool IsComparable(string name) =>
        MultiplexedCalls.Find(name) is null
        && new[] { ("SCMP_ARCH_X86_64", SeccompArchitecture.X64), ("SCMP_ARCH_X86", SeccompArchitecture.X86), ("SCMP_ARCH_X32", SeccompArchitecture.X32) }
            .All(machine => RuleModel.NumberOf(name, machine.Item2) is null == Libseccomp.NumberOf(name, machine.Item1) < 0);

    /// <param name="wide">Also values beyond 32 bits, which mean nothing on the 32-bit architectures.</param>
    private static SyscallArgSpec RandomArgument(Random random, uint index, bool wide)
    {
        var values = wide ? Values : [.. Values.Where(value => value <= uint.MaxValue)];
        return new SyscallArgSpec
        {
            Index = index,
            Op = Operators[random.Next(Operators.Length)],
            Value = values[random.Next(values.Length)],
            ValueTwo = values[random.Next(values.Length)],
        };
    }
}
