using System.Text;
using Davit.Daemon.Options;
using Davit.Oci;

namespace Davit.Composition;

/// <summary>
/// What tells the kernel objects of several daemons on one host apart: nothing for the one with the default directory, for
/// others six digits made from theirs, the same at every start.
/// </summary>
internal static class InstanceName
{
    private const string DefaultDataRoot = "/var/lib/davit";

    public static string Of(DaemonOptions options) => options.DataRoot == DefaultDataRoot
        ? ""
        : Digest.Of(Encoding.UTF8.GetBytes(options.DataRoot)).Hex[..6];
}
