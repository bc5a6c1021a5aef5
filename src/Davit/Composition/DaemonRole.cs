using Davit.Daemon;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Composition;

/// <summary><c>davit daemon</c>: the parts of the daemon, wired.</summary>
internal static class DaemonRole
{
    private const uint SocketMode = 0x1B0; // 0660

    public static int Run(IReadOnlyList<string> args) => DaemonMain.RunAsync(args, Parts()).GetAwaiter().GetResult();

    private static DaemonParts Parts() => new()
    {
        Version = DaemonVersion.Text,
        ComposeEngine = EngineComposition.ComposeAsync,
        GiveSocketToGroup = GiveToGroup,
    };

    private static void GiveToGroup(string path, int group)
    {
        Check(OwnershipCalls.TryChangeOwner(null, path, 0, (uint)group), "chown", path);
        Check(OwnershipCalls.TryChangeMode(null, path, SocketMode), "chmod", path);
    }

    private static void Check(Errno errno, string call, string path)
    {
        if (errno != Errno.None)
        {
            throw new LinuxException(errno, call, path);
        }
    }
}
