namespace Davit.Network.Dns;

/// <summary>Finds the host's list of resolvers.</summary>
internal static class HostResolvConf
{
    private const string Standard = "/etc/resolv.conf";

    /// <summary>What systemd-resolved forwards to, while the standard file names only its stub on loopback (systemd-resolved(8)).</summary>
    private const string Upstream = "/run/systemd/resolve/resolv.conf";

    public static string Read(bool hostNetwork)
    {
        var standard = TryRead(Standard);
        if (hostNetwork || ResolvConf.HasReachable(standard))
        {
            return standard;
        }

        var upstream = TryRead(Upstream);
        return ResolvConf.HasReachable(upstream) ? upstream : standard;
    }

    private static string TryRead(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
