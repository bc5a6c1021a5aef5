using Davit.Oci.Runtime;
using Davit.Runtime.Seccomp;
using Davit.Runtime.Tests.Seccomp.Support;

namespace Davit.Runtime.Tests.Seccomp;

public sealed class SeccompCompilerTests
{
    private const uint Allow = 0x7fff0000;
    private const uint Eperm = 0x00050001;
    private const uint Enosys = 0x00050026;
    private const uint Kill = 0;

    public static TheoryData<string, uint?, uint> Actions => new()
    {
        { "SCMP_ACT_KILL", null, 0 },
        { "SCMP_ACT_KILL_THREAD", null, 0 },
        { "SCMP_ACT_KILL_PROCESS", null, 0x80000000 },
        { "SCMP_ACT_TRAP", null, 0x00030000 },
        { "SCMP_ACT_ERRNO", null, 0x00050001 },
        { "SCMP_ACT_ERRNO", 13, 0x0005000d },
        { "SCMP_ACT_TRACE", null, 0x7ff00001 },
        { "SCMP_ACT_TRACE", 7, 0x7ff00007 },
        { "SCMP_ACT_LOG", null, 0x7ffc0000 },
        { "SCMP_ACT_NOTIFY", null, 0x7fc00000 },
    };

    [Theory]
    [MemberData(nameof(Actions))]
    public void Every_action_becomes_the_kernels_value(string action, uint? errno, uint expected)
    {
        var spec = new SeccompSpec { DefaultAction = "SCMP_ACT_ALLOW", Syscalls = [new SyscallRuleSpec { Names = ["getpid"], Action = action, ErrnoRet = errno }] };
        Assert.Equal(expected, Run(spec, new Call(Call.X64, 39)));
        Assert.Equal(Allow, Run(spec, new Call(Call.X64, 40)));
    }

    [Theory]
    [InlineData("SCMP_CMP_NE")]
    [InlineData("SCMP_CMP_LT")]
    [InlineData("SCMP_CMP_LE")]
    [InlineData("SCMP_CMP_EQ")]
    [InlineData("SCMP_CMP_GE")]
    [InlineData("SCMP_CMP_GT")]
    [InlineData("SCMP_CMP_MASKED_EQ")]
    public void Every_operator_compares_all_64_bits(string op)
    {
        ulong[] values = [0, 1, 2, 0x7fffffff, 0x80000000, 0xffffffff, 0x1_00000000, 0x1_00000001, 0x2_00000000, 0x80000000_00000000, ulong.MaxValue - 1, ulong.MaxValue];
        foreach (var value in values)
        {
            foreach (var two in op == "SCMP_CMP_MASKED_EQ" ? values : [0UL])
            {
                var spec = new SeccompSpec
                {
                    DefaultAction = "SCMP_ACT_ERRNO",
                    Syscalls = [new SyscallRuleSpec { Names = ["mmap"], Action = "SCMP_ACT_ALLOW", Args = [new SyscallArgSpec { Index = 3, Value = value, ValueTwo = two, Op = op }] }],
                };
                var program = SeccompCompiler.Compile(spec, SeccompArchitecture.X64);
                foreach (var actual in values)
                {
                    ulong[] arguments = [9, 9, 9, actual, 9, 9];
                    var expected = Assert.Single(RuleModel.Outcomes(spec, SeccompArchitecture.X64, 9, arguments));
                    Assert.Equal(expected, BpfMachine.Run(program.Code.Span, new Call(Call.X64, 9, arguments)));
                }
            }
        }
    }

    [Fact]
    public void A_call_newer_than_every_rule_is_unknown_instead_of_forbidden()
    {
        var spec = new SeccompSpec { DefaultAction = "SCMP_ACT_ERRNO", Syscalls = [new SyscallRuleSpec { Names = ["read", "openat2"], Action = "SCMP_ACT_ALLOW" }] };
        Assert.Equal(Allow, Run(spec, new Call(Call.X64, 437)));
        Assert.Equal(Enosys, Run(spec, new Call(Call.X64, 438)));
        Assert.Equal(Enosys, Run(spec, new Call(Call.X64, 100_000)));
        Assert.Equal(Eperm, Run(spec, new Call(Call.X64, 436)));
    }

    [Fact]
    public void A_permissive_default_answers_new_calls_itself()
    {
        var spec = new SeccompSpec { DefaultAction = "SCMP_ACT_LOG", Syscalls = [new SyscallRuleSpec { Names = ["read"], Action = "SCMP_ACT_ERRNO" }] };
        Assert.Equal(0x7ffc0000u, Run(spec, new Call(Call.X64, 438)));
    }

    [Fact]
    public void A_call_of_an_architecture_that_is_not_named_is_killed()
    {
        var spec = new SeccompSpec { DefaultAction = "SCMP_ACT_ALLOW" };
        Assert.Equal(Kill, Run(spec, new Call(Call.X86, 1)));
        Assert.Equal(Kill, Run(spec, new Call(Call.Arm64, 1)));
        Assert.Equal(Kill, Run(spec, new Call(Call.X64, 0x40000001)));
        Assert.Equal(Allow, Run(spec, new Call(Call.X64, 1)));
        Assert.Equal(Allow, Run(spec with { Architectures = ["SCMP_ARCH_X86"] }, new Call(Call.X86, 1)));
        Assert.Equal(Allow, Run(spec with { Architectures = ["SCMP_ARCH_X32"] }, new Call(Call.X64, 0x40000001)));
    }

    [Fact]
    public void Conditions_on_one_argument_are_alternatives_and_on_several_must_all_hold()
    {
        SyscallArgSpec Equal(uint index, ulong value) => new() { Index = index, Value = value, Op = "SCMP_CMP_EQ" };
        var spec = new SeccompSpec
        {
            DefaultAction = "SCMP_ACT_ERRNO",
            Syscalls =
            [
                new SyscallRuleSpec { Names = ["socket"], Action = "SCMP_ACT_ALLOW", Args = [Equal(0, 1), Equal(0, 2)] },
                new SyscallRuleSpec { Names = ["kill"], Action = "SCMP_ACT_ALLOW", Args = [Equal(0, 1), Equal(1, 2)] },
            ],
        };
        Assert.Equal(Allow, Run(spec, new Call(Call.X64, 41, 1)));
        Assert.Equal(Allow, Run(spec, new Call(Call.X64, 41, 2)));
        Assert.Equal(Eperm, Run(spec, new Call(Call.X64, 41, 3)));
        Assert.Equal(Allow, Run(spec, new Call(Call.X64, 62, 1, 2)));
        Assert.Equal(Eperm, Run(spec, new Call(Call.X64, 62, 1, 3)));
    }

    [Fact]
    public void A_rule_without_conditions_beats_those_with_conditions_wherever_it_stands()
    {
        var conditional = new SyscallRuleSpec { Names = ["kill"], Action = "SCMP_ACT_TRAP", Args = [new SyscallArgSpec { Index = 0, Value = 1, Op = "SCMP_CMP_EQ" }] };
        var plain = new SyscallRuleSpec { Names = ["kill"], Action = "SCMP_ACT_ALLOW" };
        var spec = new SeccompSpec { DefaultAction = "SCMP_ACT_ERRNO", Syscalls = [conditional, plain] };
        Assert.Equal(Allow, Run(spec, new Call(Call.X64, 62, 1)));
        Assert.Equal(Allow, Run(spec with { Syscalls = [plain, conditional] }, new Call(Call.X64, 62, 1)));
    }

    [Fact]
    public void The_32_bit_way_round_by_socketcall_is_closed_with_the_direct_one()
    {
        var spec = new SeccompSpec
        {
            DefaultAction = "SCMP_ACT_ALLOW",
            Architectures = ["SCMP_ARCH_X86"],
            Syscalls = [new SyscallRuleSpec { Names = ["connect", "semget"], Action = "SCMP_ACT_ERRNO" }],
        };
        Assert.Equal(Eperm, Run(spec, new Call(Call.X86, 362)));
        Assert.Equal(Eperm, Run(spec, new Call(Call.X86, 102, 3)));
        Assert.Equal(Allow, Run(spec, new Call(Call.X86, 102, 2)));
        Assert.Equal(Eperm, Run(spec, new Call(Call.X86, 117, 2)));
    }

    [Fact]
    public void A_conditional_permission_does_not_open_socketcall_whose_arguments_cannot_be_seen()
    {
        var spec = new SeccompSpec
        {
            DefaultAction = "SCMP_ACT_ERRNO",
            Architectures = ["SCMP_ARCH_X86"],
            Syscalls = [new SyscallRuleSpec { Names = ["socket"], Action = "SCMP_ACT_ALLOW", Args = [new SyscallArgSpec { Index = 0, Value = 1, Op = "SCMP_CMP_EQ" }] }],
        };
        Assert.Equal(Allow, Run(spec, new Call(Call.X86, 359, 1)));
        Assert.Equal(Eperm, Run(spec, new Call(Call.X86, 102, 1)));
    }

    [Fact]
    public void Arm_filters_know_their_own_numbers()
    {
        var spec = new SeccompSpec
        {
            DefaultAction = "SCMP_ACT_ERRNO",
            Architectures = ["SCMP_ARCH_ARM"],
            Syscalls = [new SyscallRuleSpec { Names = ["openat", "set_tls"], Action = "SCMP_ACT_ALLOW" }],
        };
        var code = SeccompCompiler.Compile(spec, SeccompArchitecture.Arm64).Code.Span;
        Assert.Equal(Allow, BpfMachine.Run(code, new Call(Call.Arm64, 56)));
        Assert.Equal(Eperm, BpfMachine.Run(code, new Call(Call.Arm64, 55)));
        Assert.Equal(Allow, BpfMachine.Run(code, new Call(Call.Arm, 322)));
        Assert.Equal(Allow, BpfMachine.Run(code, new Call(Call.Arm, 0xf0005)));
        Assert.Equal(Kill, BpfMachine.Run(code, new Call(Call.X64, 1)));
    }

    [Theory]
    [InlineData("SECCOMP_FILTER_FLAG_TSYNC", 1)]
    [InlineData("SECCOMP_FILTER_FLAG_LOG", 2)]
    [InlineData("SECCOMP_FILTER_FLAG_SPEC_ALLOW", 4)]
    [InlineData("SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV", 32)]
    public void Flags_become_the_kernels(string flag, uint expected) =>
        Assert.Equal(expected, SeccompCompiler.Compile(new SeccompSpec { DefaultAction = "SCMP_ACT_ALLOW", Flags = [flag] }).Flags);

    [Fact]
    public void A_rule_that_notifies_asks_for_a_listener()
    {
        var program = SeccompCompiler.Compile(new SeccompSpec
        {
            DefaultAction = "SCMP_ACT_ALLOW",
            Syscalls = [new SyscallRuleSpec { Names = ["mkdir"], Action = "SCMP_ACT_NOTIFY" }],
        });
        Assert.True(program.NeedsListener);
        Assert.Equal(8u, program.Flags);
    }

    public static TheoryData<SeccompSpec, string> Malformed => new()
    {
        { new SeccompSpec { DefaultAction = "SCMP_ACT_MAYBE" }, "SCMP_ACT_MAYBE" },
        { new SeccompSpec { DefaultAction = "SCMP_ACT_NOTIFY" }, "SCMP_ACT_NOTIFY" },
        { new SeccompSpec { DefaultAction = "SCMP_ACT_ALLOW", Architectures = ["SCMP_ARCH_VAX"] }, "SCMP_ARCH_VAX" },
        { new SeccompSpec { DefaultAction = "SCMP_ACT_ALLOW", Flags = ["FAST"] }, "FAST" },
        { new SeccompSpec { DefaultAction = "SCMP_ACT_ERRNO", DefaultErrnoRet = 70_000 }, "70000" },
        { WithRule(new SyscallRuleSpec { Names = ["write"], Action = "SCMP_ACT_NOTIFY" }), "write" },
        { WithRule(new SyscallRuleSpec { Names = ["kill"], Action = "SCMP_ACT_KILL", Args = [new SyscallArgSpec { Index = 6, Op = "SCMP_CMP_EQ" }] }), "argument 6" },
        { WithRule(new SyscallRuleSpec { Names = ["kill"], Action = "SCMP_ACT_KILL", Args = [new SyscallArgSpec { Op = "SCMP_CMP_LIKE" }] }), "SCMP_CMP_LIKE" },
    };

    [Theory]
    [MemberData(nameof(Malformed))]
    public void A_malformed_filter_is_refused_by_name(SeccompSpec spec, string named) =>
        Assert.Contains(named, Assert.Throws<SeccompException>(() => SeccompCompiler.Compile(spec)).Message, StringComparison.Ordinal);

    private static SeccompSpec WithRule(SyscallRuleSpec rule) => new() { DefaultAction = "SCMP_ACT_ALLOW", Syscalls = [rule] };

    private static uint Run(SeccompSpec spec, Call call) => BpfMachine.Run(SeccompCompiler.Compile(spec, SeccompArchitecture.X64).Code.Span, call);
}
