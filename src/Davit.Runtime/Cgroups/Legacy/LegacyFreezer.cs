using System.Diagnostics;
using Davit.Linux;

namespace Davit.Runtime.Cgroups.Legacy;

/// <summary>The freezer of version 1 (Documentation/admin-guide/cgroup-v1/freezer-subsystem.rst).</summary>
internal static class LegacyFreezer
{
    private const string State = "freezer.state";
    private const string Frozen = "FROZEN";
    private const string Thawed = "THAWED";
    private const int ThawEvery = 50;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    internal static bool IsFrozen(CgroupDirectory freezer) => freezer.TryRead(State)?.StartsWith(Thawed, StringComparison.Ordinal) == false;

    /// <summary>
    /// A group can stay FREEZING while a process is in vfork(2) or forks: writing again looks anew, and now and then thawing
    /// lets such a process get on. The kernel tells nobody when it is done, so that the state is asked for.
    /// </summary>
    internal static void Freeze(CgroupDirectory freezer)
    {
        var started = Stopwatch.GetTimestamp();
        for (var attempt = 1; Stopwatch.GetElapsedTime(started) < Patience; attempt++)
        {
            if (attempt % ThawEvery == 0)
            {
                freezer.TryWrite(State, Thawed);
            }

            Write(freezer, Frozen);
            if (freezer.TryRead(State)?.StartsWith(Frozen, StringComparison.Ordinal) == true)
            {
                return;
            }

            Thread.Sleep(attempt < 10 ? 0 : 1);
        }

        freezer.TryWrite(State, Thawed);
        throw new CgroupException($"the processes of {freezer.Path} could not be frozen within {Patience.TotalSeconds} s");
    }

    internal static void Thaw(CgroupDirectory freezer) => Write(freezer, Thawed);

    private static void Write(CgroupDirectory freezer, string state)
    {
        var errno = freezer.TryWrite(State, state);
        if (errno != Errno.None)
        {
            throw freezer.Refused(State, state, "freezer", errno);
        }
    }
}
