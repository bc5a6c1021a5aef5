namespace Davit.Cli.Templates.Schemas;

/// <summary>What <c>docker volume inspect</c> has of a volume.</summary>
internal static class VolumeSchemas
{
    private static readonly GoSchema s_usage = new(
        "*volume.UsageData",
        new GoField("RefCount", GoShape.Number), new("Size", GoShape.Number));

    private static readonly GoSchema s_volume = new(
        "volume.Volume",
        new GoField("ClusterVolume", GoShape.Pointer) { OmitsEmpty = true }, new("CreatedAt") { OmitsEmpty = true }, new("Driver"),
        new("Labels", GoShape.Map), new("Mountpoint"), new("Name"), new("Options", GoShape.Map), new("Scope"),
        new("Status", GoShape.Map) { OmitsEmpty = true }, new("UsageData", GoShape.Pointer, s_usage) { OmitsEmpty = true });

    public static GoSchema Volume => s_volume;
}
