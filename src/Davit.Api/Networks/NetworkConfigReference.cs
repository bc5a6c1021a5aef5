namespace Davit.Api.Networks;

/// <summary>The network whose configuration is used.</summary>
public sealed record NetworkConfigReference
{
    public string Network { get; set; } = "";
}
