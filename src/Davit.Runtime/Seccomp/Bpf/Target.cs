namespace Davit.Runtime.Seccomp.Bpf;

/// <summary>Where a jump goes: to an instruction that was emitted already, or out of the filter with a result.</summary>
internal readonly record struct Target(int Position, SeccompAction Result)
{
    private const int Outside = -1;

    internal bool IsReturn => Position == Outside;

    internal static Target At(int position) => new(position, default);

    internal static Target Return(SeccompAction result) => new(Outside, result);
}
