namespace Davit.Runtime.Seccomp.Bpf;

/// <summary>Writes comparisons of 64-bit arguments: BPF has 32-bit words, so the high half is compared first.</summary>
internal static class ConditionCode
{
    // struct seccomp_data (linux/seccomp.h): nr, arch, instruction_pointer, args[6]; little-endian machines only.
    private const uint ArgumentsOffset = 16;

    /// <summary>Code that goes to <paramref name="holds"/> or to <paramref name="fails"/>.</summary>
    internal static Target Write(Assembler code, ArgumentCondition condition, bool lowHalfOnly, Target holds, Target fails)
    {
        var low = WriteLow(code, condition, holds, fails);
        return lowHalfOnly ? low : WriteHigh(code, condition, low, holds, fails);
    }

    private static Target WriteLow(Assembler code, ArgumentCondition condition, Target holds, Target fails)
    {
        var value = (uint)condition.Value;
        _ = condition.Operator switch
        {
            ArgumentOperator.NotEqual => code.Branch(Opcode.JumpEqual, value, fails, holds),
            ArgumentOperator.Less => code.Branch(Opcode.JumpGreaterOrEqual, value, fails, holds),
            ArgumentOperator.LessOrEqual => code.Branch(Opcode.JumpGreater, value, fails, holds),
            ArgumentOperator.GreaterOrEqual => code.Branch(Opcode.JumpGreaterOrEqual, value, holds, fails),
            ArgumentOperator.Greater => code.Branch(Opcode.JumpGreater, value, holds, fails),
            _ => code.Branch(Opcode.JumpEqual, value, holds, fails),
        };
        return Load(code, LowOffset(condition), (uint)condition.Mask);
    }

    private static Target WriteHigh(Assembler code, ArgumentCondition condition, Target low, Target holds, Target fails)
    {
        var (value, mask) = ((uint)(condition.Value >> 32), (uint)(condition.Mask >> 32));
        if (mask == 0)
        {
            return low;
        }

        switch (condition.Operator)
        {
            case ArgumentOperator.NotEqual:
                code.Branch(Opcode.JumpEqual, value, low, holds);
                break;
            case ArgumentOperator.Equal or ArgumentOperator.MaskedEqual:
                code.Branch(Opcode.JumpEqual, value, low, fails);
                break;
            default:
                // A greater high half decides for "greater", a smaller one for "less"; an equal one leaves it to the low half.
                var (above, below) = condition.Operator is ArgumentOperator.Greater or ArgumentOperator.GreaterOrEqual
                    ? (holds, fails)
                    : (fails, holds);
                var notAbove = code.Branch(Opcode.JumpEqual, value, low, below);
                code.Branch(Opcode.JumpGreater, value, above, notAbove);
                break;
        }

        return Load(code, LowOffset(condition) + 4, mask);
    }

    private static uint LowOffset(ArgumentCondition condition) => ArgumentsOffset + (condition.Index * 8);

    private static Target Load(Assembler code, uint offset, uint mask)
    {
        if (mask != uint.MaxValue)
        {
            code.Then(Opcode.And, mask);
        }

        return code.Then(Opcode.Load, offset);
    }
}
