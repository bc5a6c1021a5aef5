using System.Runtime.InteropServices;
using System.Text;

namespace Davit.Runtime.Plan;

/// <summary>
/// A plan in unmanaged memory: one block that nothing moves, which the child of clone3 reads without the garbage collector.
/// Dispose it when the child has been cloned (the child has its own copy).
/// </summary>
internal sealed unsafe class PlanMemory : IDisposable
{
    private byte* block;
    private nuint used;
    private readonly nuint capacity;

    public PlanMemory(LaunchPlan plan)
    {
        Count = plan.Operations.Count;
        capacity = Measure(plan.Operations);
        block = (byte*)NativeMemory.AllocZeroed(capacity);
        Instructions = (Instruction*)Take((nuint)(Count * sizeof(Instruction)));
        for (var i = 0; i < Count; i++)
        {
            Write(plan.Operations[i], Instructions + i);
        }
    }

    public Instruction* Instructions { get; }

    public int Count { get; }

    public void Dispose()
    {
        NativeMemory.Free(block);
        block = null;
    }

    private void Write(Operation from, Instruction* to)
    {
        to->Code = from.Code;
        to->A = from.A;
        to->B = from.B;
        to->C = from.C;
        to->D = from.D;
        to->X = from.X;
        to->Y = from.Y;
        to->Z = from.Z;
        to->W = from.W;
        to->P = Text(from.P);
        to->Q = Text(from.Q);
        to->R = Text(from.R);
        to->List = Texts(from.List);
        to->List2 = Texts(from.List2);
        to->Blob = Bytes(from.Blob.Span);
        to->BlobLength = from.Blob.Length;
    }

    private byte** Texts(IReadOnlyList<string?>? list)
    {
        if (list is null)
        {
            return null;
        }

        var result = (byte**)Take((nuint)((list.Count + 1) * sizeof(byte*)));
        for (var i = 0; i < list.Count; i++)
        {
            result[i] = Text(list[i]);
        }

        return result;
    }

    private byte* Text(string? text)
    {
        if (text is null)
        {
            return null;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        var result = Take((nuint)length + 1);
        Encoding.UTF8.GetBytes(text, new Span<byte>(result, length));
        return result;
    }

    private byte* Bytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty)
        {
            return null;
        }

        var result = Take((nuint)bytes.Length);
        bytes.CopyTo(new Span<byte>(result, bytes.Length));
        return result;
    }

    private byte* Take(nuint size)
    {
        var result = block + used;
        used += Aligned(size);
        return used <= capacity ? result : throw new InvalidOperationException("the plan is larger than measured");
    }

    private static nuint Aligned(nuint size) => (size + 7) & ~(nuint)7;

    private static nuint Measure(IReadOnlyList<Operation> operations)
    {
        var total = Aligned((nuint)(operations.Count * sizeof(Instruction)));
        foreach (var operation in operations)
        {
            total += Size(operation.P) + Size(operation.Q) + Size(operation.R) + Size(operation.List) + Size(operation.List2);
            total += Aligned((nuint)operation.Blob.Length);
        }

        return total;
    }

    private static nuint Size(string? text) => text is null ? 0 : Aligned((nuint)Encoding.UTF8.GetByteCount(text) + 1);

    private static nuint Size(IReadOnlyList<string?>? list)
    {
        if (list is null)
        {
            return 0;
        }

        var total = Aligned((nuint)((list.Count + 1) * sizeof(byte*)));
        foreach (var text in list)
        {
            total += Size(text);
        }

        return total;
    }
}
