using System.Globalization;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Polling;

namespace Davit.Runtime.Cgroups;

/// <summary>
/// Tells when the kernel kills a process of the group for want of memory. Put <see cref="Descriptor"/> in epoll. Not
/// thread-safe; the group may be removed while it is watched.
/// </summary>
public sealed class OomWatch : IDisposable
{
    private readonly FileDescriptor? _source;
    private readonly Func<long> _count;
    private long _known;

    private OomWatch(FileDescriptor descriptor, FileDescriptor? source, Func<long> count)
    {
        Descriptor = descriptor;
        _source = source;
        _count = count;
        _known = count();
    }

    /// <summary>Readable when something may have happened (eventfd on v1, inotify on v2); owned by this object.</summary>
    public FileDescriptor Descriptor { get; }

    /// <summary>
    /// Version 1: an eventfd registered with memory.oom_control. The kernel signals it when the group is out of memory, just
    /// before it kills, and when the group is removed.
    /// </summary>
    internal static OomWatch ForLegacy(CgroupDirectory memory, Func<long> count)
    {
        var source = OpenCalls.Open(memory["memory.oom_control"], OpenFlags.ReadOnly);
        var descriptor = EventDescriptor.Create(nonBlocking: true);
        var errno = memory.TryWrite("cgroup.event_control", string.Create(CultureInfo.InvariantCulture, $"{descriptor.Value} {source.Value}"));
        if (errno != Errno.None)
        {
            source.Dispose();
            descriptor.Dispose();
            throw memory.Refused("cgroup.event_control", "memory.oom_control", "out-of-memory notification", errno);
        }

        return new OomWatch(descriptor, source, count);
    }

    /// <summary>Version 2: memory.events changes after a kill; the kernel tells inotify.</summary>
    internal static OomWatch ForUnified(CgroupDirectory group, Func<long> count) =>
        new(FileChangeCalls.Watch(group["memory.events"]), null, count);

    /// <summary>
    /// Takes the notification off the descriptor; returns how many processes were killed since the last call. On version 1 the
    /// kill can come a moment after the notification: ask again when a process has ended.
    /// </summary>
    public long Take()
    {
        FileChangeCalls.Drain(Descriptor);
        var now = _count();
        var killed = Math.Max(0, now - _known);
        _known = Math.Max(now, _known);
        return killed;
    }

    public void Dispose()
    {
        Descriptor.Dispose();
        _source?.Dispose();
    }
}
