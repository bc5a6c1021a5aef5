using System.Globalization;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Runtime.CommandLine;

/// <summary>Descriptors that the caller passes on (<c>--preserve-fds</c>, and LISTEN_FDS of sd_listen_fds(3)).</summary>
internal static class PreservedDescriptors
{
    private const int First = 3;

    /// <summary>Number of descriptors from 3 on; each must be open and inherited, none of this program's own.</summary>
    public static int Count(int asked)
    {
        var listen = Environment.GetEnvironmentVariable("LISTEN_FDS");
        var total = asked + (int.TryParse(listen, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0);
        for (var fd = First; fd < First + total; fd++)
        {
            using var file = new FileDescriptor(fd, owns: false);
            if (ReadWriteCalls.IsInherited(file) != true)
            {
                throw new CommandException($"descriptor {fd} is to be preserved, but was not passed to this program");
            }
        }

        return total;
    }
}
