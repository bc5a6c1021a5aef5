namespace Davit.Runtime.Seccomp;

/// <summary>SECCOMP_FILTER_FLAG_ values (linux/seccomp.h).</summary>
internal static class SeccompFlags
{
    internal const uint ThreadSync = 1;
    internal const uint Log = 2;
    internal const uint SpecAllow = 4;
    internal const uint NewListener = 8;
    internal const uint ThreadSyncEsrch = 16;
    internal const uint WaitKillableReceive = 32;

    /// <exception cref="SeccompException">A name is none of the specification's.</exception>
    internal static uint Parse(IReadOnlyList<string>? names, bool listener)
    {
        var flags = listener ? NewListener : 0;
        foreach (var name in names ?? [])
        {
            flags |= name switch
            {
                "SECCOMP_FILTER_FLAG_TSYNC" => ThreadSync,
                "SECCOMP_FILTER_FLAG_LOG" => Log,
                "SECCOMP_FILTER_FLAG_SPEC_ALLOW" => SpecAllow,
                "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV" => WaitKillableReceive,
                _ => throw new SeccompException($"seccomp: unknown flag {name}"),
            };
        }

        // Both at once need TSYNC_ESRCH too: one return value cannot be a descriptor and a thread id (seccomp(2)).
        return (flags & (ThreadSync | NewListener)) == (ThreadSync | NewListener) ? flags | ThreadSyncEsrch : flags;
    }
}
