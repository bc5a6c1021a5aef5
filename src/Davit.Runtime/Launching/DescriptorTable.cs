using Davit.Linux;
using Davit.Linux.Files;
using Davit.Runtime.Cgroups;
using Davit.Runtime.Plan;

namespace Davit.Runtime.Launching;

/// <summary>
/// The descriptors a child starts with, by <see cref="Slot"/>. Owns those it opened; those that were lent are duplicated, so that
/// their numbers cannot collide with the standard streams. Dispose after clone3: the child has copies.
/// </summary>
internal sealed class DescriptorTable : IDisposable
{
    private const int AboveStreams = 3;

    private readonly Dictionary<int, FileDescriptor> slots = [];

    public IEnumerable<KeyValuePair<int, FileDescriptor>> Entries => slots;

    /// <summary>Takes ownership.</summary>
    public void Add(int slot, FileDescriptor file) => slots[slot] = file;

    public void AddLent(int slot, FileDescriptor file, int preserved) =>
        slots[slot] = ReadWriteCalls.Duplicate(file, AboveStreams + preserved);

    /// <summary>What a process needs to join a control group by itself.</summary>
    /// <exception cref="LinuxException">A file of the group cannot be opened.</exception>
    public void AddGroup(CgroupHandle group)
    {
        var slot = Slot.FirstGroup;
        foreach (var file in group.OpenJoinFiles())
        {
            Add(slot++, file);
        }
    }

    /// <summary>Opens what a plan asks for.</summary>
    /// <exception cref="LaunchException">Names what cannot be opened.</exception>
    public void Open(IEnumerable<SlotSource> sources)
    {
        foreach (var source in sources)
        {
            Add(source.Slot, SlotOpener.Open(source));
        }
    }

    public void Dispose()
    {
        foreach (var file in slots.Values)
        {
            file.Dispose();
        }

        slots.Clear();
    }
}
