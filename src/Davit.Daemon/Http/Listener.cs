using System.Net.Sockets;

namespace Davit.Daemon.Http;

/// <summary>A bound socket the API is served on. The server takes it over.</summary>
internal sealed record Listener(Socket Socket, bool Tls);
