using System.Runtime.InteropServices;
using Davit.Linux;
using Davit.Runtime.Interpreter;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>The child's <see cref="ChildState"/> and all it points to, in unmanaged memory. Freed by the parent after clone3.</summary>
internal sealed unsafe class ChildMemory : IDisposable
{
    private readonly PlanMemory plan;
    private byte* block;

    public ChildMemory(
        LaunchPlan plan, DescriptorTable table, FileDescriptor sync, int preserved, ReadOnlySpan<byte> document)
    {
        if (document.Length >= ChildState.BufferSize)
        {
            throw new LaunchException(LaunchFailure.Other, "the state document is larger than 64 KiB");
        }

        this.plan = new PlanMemory(plan);
        var files = table.Entries.ToArray();
        var keepCapacity = 4 + preserved + files.Length;
        var size = sizeof(ChildState) + ((plan.SlotCount + keepCapacity) * sizeof(int))
            + ChildState.BufferSize + ChildState.DetailSize;
        block = (byte*)NativeMemory.AllocZeroed((nuint)size);
        State = (ChildState*)block;
        State->Kernel = Kernel.Bind();
        State->Instructions = this.plan.Instructions;
        State->Count = this.plan.Count;
        State->Slots = (int*)(block + sizeof(ChildState));
        State->Keep = State->Slots + plan.SlotCount;
        State->Buffer = (byte*)(State->Keep + keepCapacity);
        State->Detail = State->Buffer + ChildState.BufferSize;
        FillSlots(plan.SlotCount, files, sync);
        FillKept(files, sync, preserved);
        document.CopyTo(new Span<byte>(State->Buffer, ChildState.BufferSize));
        State->BufferLength = document.Length;
    }

    public ChildState* State { get; }

    public void Dispose()
    {
        plan.Dispose();
        NativeMemory.Free(block);
        block = null;
    }

    private void FillSlots(int count, KeyValuePair<int, FileDescriptor>[] files, FileDescriptor sync)
    {
        new Span<int>(State->Slots, count).Fill(-1);
        State->Slots[Slot.Sync] = sync.Value;
        foreach (var (slot, file) in files)
        {
            State->Slots[slot] = file.Value;
        }
    }

    private void FillKept(KeyValuePair<int, FileDescriptor>[] files, FileDescriptor sync, int preserved)
    {
        const int FirstAfterStreams = 3;
        var kept = new SortedSet<int>(Enumerable.Range(0, FirstAfterStreams + preserved)) { sync.Value };
        kept.UnionWith(files.Select(f => f.Value.Value));
        foreach (var fd in kept)
        {
            State->Keep[State->KeepCount++] = fd;
        }
    }
}
