namespace Davit.Api.Containers;

/// <summary>A device node of the host made available in a container.</summary>
public sealed record DeviceMapping
{
    public string PathOnHost { get; set; } = "";

    public string PathInContainer { get; set; } = "";

    /// <summary>Any of <c>r</c>, <c>w</c>, <c>m</c>.</summary>
    public string CgroupPermissions { get; set; } = "";
}
