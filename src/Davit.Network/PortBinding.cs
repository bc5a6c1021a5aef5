using System.Net;

namespace Davit.Network;

/// <summary>A port that is published: what <c>docker port</c> prints.</summary>
public sealed record PortBinding(IPAddress HostAddress, ushort HostPort, ushort ContainerPort, PortProtocol Protocol);
