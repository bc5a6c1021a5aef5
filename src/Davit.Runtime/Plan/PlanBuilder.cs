namespace Davit.Runtime.Plan;

/// <summary>Collects operations and gives out slots while a plan is compiled.</summary>
internal sealed class PlanBuilder
{
    private readonly List<Operation> operations = [];
    private readonly List<SlotSource> sources = [];
    private int slots = Slot.FirstFree;

    public IReadOnlyList<Operation> Operations => operations;

    public IReadOnlyList<SlotSource> Sources => sources;

    public int SlotCount => slots;

    public int TakeSlot() => slots++;

    public void Add(Operation operation) => operations.Add(operation);

    public void Add(OpCode code) => operations.Add(new Operation(code));

    /// <summary>A slot that the launcher fills.</summary>
    public int AddSource(SlotSourceKind kind, string path)
    {
        var slot = TakeSlot();
        sources.Add(new SlotSource(slot, kind, path));
        return slot;
    }

    public void AddSource(SlotSource source) => sources.Add(source);
}
