using Davit.Oci.Runtime;

namespace Davit.Runtime.Seccomp;

/// <summary>A condition on one argument of a call; <paramref name="Mask"/> is all ones unless the operator masks.</summary>
internal readonly record struct ArgumentCondition(uint Index, ArgumentOperator Operator, ulong Value, ulong Mask)
{
    private const uint MaxArguments = 6;

    /// <exception cref="SeccompException">The operator is unknown, or there is no such argument.</exception>
    internal static ArgumentCondition Parse(SyscallArgSpec argument, string call)
    {
        if (argument.Index >= MaxArguments)
        {
            throw new SeccompException($"seccomp: {call} has no argument {argument.Index}: system calls have {MaxArguments}");
        }

        var op = argument.Op switch
        {
            "SCMP_CMP_NE" => ArgumentOperator.NotEqual,
            "SCMP_CMP_LT" => ArgumentOperator.Less,
            "SCMP_CMP_LE" => ArgumentOperator.LessOrEqual,
            "SCMP_CMP_EQ" => ArgumentOperator.Equal,
            "SCMP_CMP_GE" => ArgumentOperator.GreaterOrEqual,
            "SCMP_CMP_GT" => ArgumentOperator.Greater,
            "SCMP_CMP_MASKED_EQ" => ArgumentOperator.MaskedEqual,
            _ => throw new SeccompException($"seccomp: unknown operator {argument.Op} on argument {argument.Index} of {call}"),
        };

        // MASKED_EQ: value is the mask and valueTwo what must be left (config-linux.md#seccomp).
        return op == ArgumentOperator.MaskedEqual
            ? new(argument.Index, op, argument.ValueTwo & argument.Value, argument.Value)
            : new(argument.Index, op, argument.Value, ulong.MaxValue);
    }
}
