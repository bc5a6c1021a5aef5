namespace Davit.Runtime.Plan;

/// <summary>
/// One operation: a code and its operands, whose meaning the factory methods of the <c>*Operations</c> classes fix. Immutable
/// and managed; <see cref="PlanMemory"/> turns it into an <see cref="Instruction"/>.
/// </summary>
internal sealed record Operation(OpCode Code)
{
    public int A { get; init; }

    public int B { get; init; }

    public int C { get; init; }

    public int D { get; init; }

    public ulong X { get; init; }

    public ulong Y { get; init; }

    public ulong Z { get; init; }

    public ulong W { get; init; }

    public string? P { get; init; }

    public string? Q { get; init; }

    public string? R { get; init; }

    /// <summary>A list of strings, which becomes a null-terminated array; a null element is an empty pointer.</summary>
    public IReadOnlyList<string?>? List { get; init; }

    public IReadOnlyList<string?>? List2 { get; init; }

    public ReadOnlyMemory<byte> Blob { get; init; }

    public override string ToString() => OperationText.Describe(this);
}
