namespace Davit.Runtime.Seccomp.Syscalls;

/// <summary>System call names and their numbers. Static data in the binary: nothing is built at start.</summary>
internal static partial class SyscallTable
{
    internal const int Unknown = -1;

    /// <summary>The number of a call on one architecture (without x32's bit), or <see cref="Unknown"/>.</summary>
    internal static int NumberOf(int index, SeccompArchitecture architecture) => architecture switch
    {
        SeccompArchitecture.X64 => X64[index],
        SeccompArchitecture.X86 => X86[index],
        SeccompArchitecture.X32 => X32[index],
        SeccompArchitecture.Arm64 => Arm64[index],
        SeccompArchitecture.Arm => Arm[index],
        _ => Unknown,
    };

    /// <summary>Where a name stands in the tables, or <see cref="Unknown"/>.</summary>
    internal static int IndexOf(ReadOnlySpan<char> name)
    {
        var (low, high) = (0, Offsets.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = NameAt(middle).SequenceCompareTo(name);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return Unknown;
    }

    internal static int Count => Offsets.Length;

    internal static ReadOnlySpan<char> NameAt(int index)
    {
        var end = index + 1 < Offsets.Length ? Offsets[index + 1] : Names.Length;
        return Names.AsSpan(Offsets[index], end - Offsets[index] - 1);
    }
}
