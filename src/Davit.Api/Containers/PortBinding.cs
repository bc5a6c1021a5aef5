namespace Davit.Api.Containers;

/// <summary>An address and port of the host that lead into a container.</summary>
public sealed record PortBinding
{
    public string HostIp { get; set; } = "";

    /// <summary>Port, range, or empty for one the engine picks.</summary>
    public string HostPort { get; set; } = "";
}
