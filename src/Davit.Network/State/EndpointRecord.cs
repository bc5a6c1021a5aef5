namespace Davit.Network.State;

/// <summary>One container's sandbox on disk: written before the first kernel object is made, removed after the last has gone.</summary>
internal sealed record EndpointRecord
{
    /// <summary>Of the boot in which it was made; in another one, nothing that it names exists.</summary>
    public required string BootId { get; init; }

    /// <summary>Host end of the veth pair; null for the network <c>none</c>.</summary>
    public string? HostLink { get; init; }

    public required Attachment Attachment { get; init; }
}
