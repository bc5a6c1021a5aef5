namespace Davit.Engine.Containers;

/// <summary>A port of a container; without a public port it is only exposed.</summary>
public sealed record PublishedPort(string? Ip, ushort PrivatePort, ushort? PublicPort, string Type);
