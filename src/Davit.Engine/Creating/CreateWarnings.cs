using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Images;
using Davit.Oci;

namespace Davit.Engine.Creating;

/// <summary>What the user should know about a container that was made all the same.</summary>
internal static class CreateWarnings
{
    public static IReadOnlyList<string> Of(HostConfig host, ImageRecord image)
    {
        var warnings = new List<string>();
        if (ModeParser.IsHost(host.NetworkMode) && host.PortBindings is { Count: > 0 })
        {
            warnings.Add("Published ports are discarded when using host network mode");
        }

        if (!image.Platform.Matches(Platform.Host) && image.Platform.Architecture.Length > 0)
        {
            warnings.Add($"The requested image's platform ({image.Platform}) does not match the detected host platform ({Platform.Host}) and no specific platform was requested");
        }

        foreach (var server in host.Dns ?? [])
        {
            if (System.Net.IPAddress.TryParse(server, out var address) && System.Net.IPAddress.IsLoopback(address))
            {
                warnings.Add($"Localhost DNS ({server}) may fail in containers.");
            }
        }

        if (host.LogConfig.Config?.GetValueOrDefault("mode") == "non-blocking")
        {
            warnings.Add("log-opt mode=non-blocking: output is never dropped here; a container whose log cannot be written waits.");
        }

        if (host.Resources.OomKillDisable is true && host.Resources.Memory == 0)
        {
            warnings.Add("OOM killer is disabled for the container, but no memory limit is set, this can result in the system running out of resources.");
        }

        return warnings;
    }
}
