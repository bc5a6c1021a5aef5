using System.Net;

namespace Davit.Network.Sandbox;

/// <summary>Everything the kernel must be told about one container's network namespace.</summary>
internal sealed record SandboxSpec
{
    /// <summary>The file that the namespace is bound to.</summary>
    public required string Path { get; init; }

    /// <summary>Null: nothing but the loopback link.</summary>
    public SandboxLink? Link { get; init; }
}
