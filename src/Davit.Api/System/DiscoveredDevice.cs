namespace Davit.Api.System;

/// <summary>A device found by a driver.</summary>
public sealed record DiscoveredDevice
{
    public string Source { get; set; } = "";

    public string ID { get; set; } = "";
}
