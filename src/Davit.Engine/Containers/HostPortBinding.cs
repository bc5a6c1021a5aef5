namespace Davit.Engine.Containers;

/// <summary>An address and a port (or range <c>8000-8010</c>, or empty: any) of the host.</summary>
public sealed record HostPortBinding(string HostIp, string HostPort);
