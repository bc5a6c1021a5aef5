using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Davit.Engine;
using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Http;

/// <summary>The server's part of the WebSocket opening handshake (RFC 6455 section 4.2).</summary>
internal static class WebSocketHandshake
{
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    /// <summary>Checks the client's part and returns the value of <c>Sec-WebSocket-Accept</c>.</summary>
    /// <exception cref="EngineException">Not a handshake of version 13.</exception>
    [SuppressMessage("Security", "CA5350", Justification = "RFC 6455 prescribes SHA-1; nothing depends on its strength")]
    public static string Accept(IHeaderDictionary headers)
    {
        var key = headers.SecWebSocketKey.ToString().Trim();
        var upgrade = headers.Upgrade.ToString();
        if (!upgrade.Equals("websocket", StringComparison.OrdinalIgnoreCase) || headers.SecWebSocketVersion != "13" || key.Length != 24)
        {
            throw new EngineException(ErrorKind.InvalidParameter, "not a WebSocket handshake: want Upgrade: websocket, Sec-WebSocket-Version: 13 and a key");
        }

        return Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
    }

    public static byte[] Compose(string accept) => Encoding.ASCII.GetBytes(
        $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n");
}
