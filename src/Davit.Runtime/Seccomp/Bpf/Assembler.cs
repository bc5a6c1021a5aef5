using System.Runtime.InteropServices;

namespace Davit.Runtime.Seccomp.Bpf;

/// <summary>
/// Writes a filter from its end to its start. BPF only jumps forward, so every target is there when a jump to it is
/// written, and a conditional jump's reach (255 instructions) is known: what lies farther gets a stepping stone just
/// behind the jump, a return of its own or an unconditional jump.
/// </summary>
internal sealed class Assembler
{
    private const int Reach = byte.MaxValue;

    /// <summary>BPF_MAXINSNS: the kernel takes no longer filter.</summary>
    private const int MaxInstructions = 4096;

    private readonly List<Instruction> _backwards = new(512);
    private readonly Dictionary<SeccompAction, int> _returns = [];

    /// <summary>An instruction that goes on to the one written before it.</summary>
    internal Target Then(ushort code, uint value) => Emit(new(code, 0, 0, value));

    /// <summary>A conditional jump.</summary>
    internal Target Branch(ushort code, uint value, Target ifTrue, Target ifFalse)
    {
        // Making one reachable can push the other out of reach by one instruction.
        int first, second;
        do
        {
            first = Reachable(ifTrue);
            second = Reachable(ifFalse);
        }
        while (Distance(first) > Reach);

        return Emit(new(code, (byte)Distance(first), (byte)Distance(second), value));
    }

    /// <summary>The instructions must begin at <paramref name="start"/>, whatever was written last.</summary>
    internal void BeginAt(Target start)
    {
        if (start.IsReturn || start.Position != _backwards.Count - 1)
        {
            Step(start);
        }
    }

    /// <summary>The finished filter.</summary>
    /// <exception cref="SeccompException">It is longer than the kernel takes.</exception>
    internal byte[] Finish()
    {
        if (_backwards.Count > MaxInstructions)
        {
            throw new SeccompException($"seccomp: the filter has {_backwards.Count} instructions, the kernel takes {MaxInstructions}");
        }

        _backwards.Reverse();
        return MemoryMarshal.AsBytes(CollectionsMarshal.AsSpan(_backwards)).ToArray();
    }

    private int Reachable(Target target)
    {
        if (target.IsReturn)
        {
            return _returns.TryGetValue(target.Result, out var near) && Distance(near) <= Reach ? near : Step(target);
        }

        return Distance(target.Position) <= Reach ? target.Position : Step(target);
    }

    private int Step(Target target)
    {
        if (!target.IsReturn)
        {
            return Emit(new(Opcode.Jump, 0, 0, (uint)Distance(target.Position))).Position;
        }

        var position = Emit(new(Opcode.Return, 0, 0, target.Result.Value)).Position;
        _returns[target.Result] = position;
        return position;
    }

    /// <summary>Instructions between the next one to be written and an earlier one.</summary>
    private int Distance(int position) => _backwards.Count - 1 - position;

    private Target Emit(Instruction instruction)
    {
        _backwards.Add(instruction);
        return Target.At(_backwards.Count - 1);
    }
}
