using Davit.Linux.Files;
using Davit.Linux.Processes;

namespace Davit.Runtime.Launching;

/// <summary>Which namespaces of a process are not the caller's own.</summary>
internal static class JoinedNamespaces
{
    private static readonly (string Name, CloneFlags Flag)[] All =
    [
        ("user", CloneFlags.NewUser),
        ("mnt", CloneFlags.NewMount),
        ("net", CloneFlags.NewNetwork),
        ("ipc", CloneFlags.NewIpc),
        ("uts", CloneFlags.NewUts),
        ("pid", CloneFlags.NewPid),
        ("cgroup", CloneFlags.NewCgroup),
        ("time", CloneFlags.NewTime),
    ];

    public static CloneFlags Of(int pid)
    {
        var flags = CloneFlags.None;
        foreach (var (name, flag) in All)
        {
            var theirs = LinkCalls.ReadLink(null, $"/proc/{pid}/ns/{name}");
            if (theirs is not null && theirs != LinkCalls.ReadLink(null, $"/proc/thread-self/ns/{name}"))
            {
                flags |= flag;
            }
        }

        return flags;
    }
}
