using System.Diagnostics;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Polling;

namespace Davit.Runtime.Cgroups.Unified;

/// <summary>The freezer that every group of version 2 has, except the root (Documentation/admin-guide/cgroup-v2.rst, cgroup.freeze).</summary>
internal static class UnifiedFreezer
{
    private const string Switch = "cgroup.freeze";
    private const string Events = "cgroup.events";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal static bool IsFrozen(CgroupDirectory group) => FlatKeyed.Number(group.TryRead(Events), "frozen") == 1;

    internal static void Freeze(CgroupDirectory group)
    {
        // Opened before: a change after that makes it readable with POLLPRI, so that none is missed.
        using var events = OpenCalls.Open(group[Events], OpenFlags.ReadOnly);
        group.Set(Switch, "1", "freezer");
        var started = Stopwatch.GetTimestamp();
        while (!IsFrozen(events))
        {
            var left = Patience - Stopwatch.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
            {
                group.TryWrite(Switch, "0");
                throw new CgroupException($"the processes of {group.Path} could not be frozen within {Patience.TotalSeconds} s");
            }

            PollCalls.Wait(events, PollEvents.Priority, (int)left.TotalMilliseconds + 1);
        }
    }

    internal static void Thaw(CgroupDirectory group) => group.Set(Switch, "0", "freezer");

    private static bool IsFrozen(FileDescriptor events)
    {
        Span<byte> buffer = stackalloc byte[256];
        var count = PositionedCalls.ReadAt(events, buffer, 0);
        return buffer[..count].IndexOf("frozen 1"u8) >= 0;
    }
}
