namespace Davit.Api.Containers;

/// <summary>Block I/O limit of one device, bytes or operations per second.</summary>
public sealed record ThrottleDevice
{
    public string Path { get; set; } = "";

    public ulong Rate { get; set; }
}
