using System.Text;

namespace Davit.Daemon.Http;

/// <summary>The head of an answer that turns a connection into raw streams, byte for byte what dockerd sends.</summary>
internal static class HijackHead
{
    public static byte[] Compose(bool upgrade, string contentType, ApiVersion version)
    {
        // Clients before 1.42 know only the one media type (api version-history, v1.42).
        var type = version < new ApiVersion(1, 42) ? MediaTypes.RawStream : contentType;
        return Encoding.ASCII.GetBytes(upgrade
            ? $"HTTP/1.1 101 UPGRADED\r\nContent-Type: {type}\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n"
            : $"HTTP/1.1 200 OK\r\nContent-Type: {MediaTypes.RawStream}\r\n\r\n");
    }
}
