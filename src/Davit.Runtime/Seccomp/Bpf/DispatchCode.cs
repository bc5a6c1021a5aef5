namespace Davit.Runtime.Seccomp.Bpf;

/// <summary>
/// Writes the search for a call's number: the numbers are cut into ranges that end the same way, and a balanced tree of
/// comparisons finds the range. Docker's profile takes about nine comparisons a call instead of a few hundred.
/// </summary>
internal static class DispatchCode
{
    /// <summary>Code that ends with the number in the accumulator searched; <paramref name="ranges"/> start at 0, ascending.</summary>
    internal static Target Write(Assembler code, IReadOnlyList<NumberRange> ranges)
    {
        var search = Search(code, ranges, 0, ranges.Count);
        code.BeginAt(search);
        return code.Then(Opcode.Load, 0);
    }

    private static Target Search(Assembler code, IReadOnlyList<NumberRange> ranges, int from, int to)
    {
        if (to - from == 1)
        {
            return ranges[from].Target;
        }

        var middle = (from + to) / 2;
        var upper = Search(code, ranges, middle, to);
        var lower = Search(code, ranges, from, middle);
        return code.Branch(Opcode.JumpGreaterOrEqual, ranges[middle].Start, upper, lower);
    }
}
