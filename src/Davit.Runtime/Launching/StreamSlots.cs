using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>The streams of a request in the descriptor table.</summary>
internal static class StreamSlots
{
    public static void Add(DescriptorTable table, ProcessStreams streams, int preserved)
    {
        if (streams is { Input: { } input, Output: { } output, Error: { } error })
        {
            table.AddLent(Slot.Input, input, preserved);
            table.AddLent(Slot.Output, output, preserved);
            table.AddLent(Slot.Error, error, preserved);
        }
    }
}
