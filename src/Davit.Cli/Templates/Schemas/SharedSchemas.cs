namespace Davit.Cli.Templates.Schemas;

/// <summary>What several of docker's documents have.</summary>
internal static class SharedSchemas
{
    private static readonly GoSchema s_binding = new(
        "nat.PortBinding",
        new GoField("HostIP") { Json = "HostIp" }, new("HostPort"));

    private static readonly GoSchema s_nothing = new("struct {}");

    private static readonly GoSchema s_healthcheck = new(
        "*v1.HealthcheckConfig",
        new GoField("Test", GoShape.List) { OmitsEmpty = true }, new("Interval", GoShape.Duration) { OmitsEmpty = true },
        new("Timeout", GoShape.Duration) { OmitsEmpty = true }, new("StartPeriod", GoShape.Duration) { OmitsEmpty = true },
        new("StartInterval", GoShape.Duration) { OmitsEmpty = true }, new("Retries", GoShape.Number) { OmitsEmpty = true });

    private static readonly GoSchema s_graphDriver = new(
        "storage.DriverData",
        new GoField("Data", GoShape.Map), new("Name"));

    private static readonly GoSchema s_platform = new(
        "*v1.Platform",
        new GoField("Architecture") { Json = "architecture" }, new("OS") { Json = "os" }, new("OSVersion") { Json = "os.version", OmitsEmpty = true },
        new("OSFeatures", GoShape.List) { Json = "os.features", OmitsEmpty = true }, new("Variant") { Json = "variant", OmitsEmpty = true });

    private static readonly GoSchema s_descriptor = new(
        "*v1.Descriptor",
        new GoField("MediaType") { Json = "mediaType" }, new("Digest") { Json = "digest" }, new("Size", GoShape.Number) { Json = "size" },
        new("URLs", GoShape.List) { Json = "urls", OmitsEmpty = true }, new("Annotations", GoShape.Map) { Json = "annotations", OmitsEmpty = true },
        new("Data") { Json = "data", OmitsEmpty = true }, new("Platform", GoShape.Pointer, s_platform) { Json = "platform", OmitsEmpty = true },
        new("ArtifactType") { Json = "artifactType", OmitsEmpty = true });

    public static GoSchema Binding => s_binding;

    /// <summary>The value of a map that is a set.</summary>
    public static GoSchema Nothing => s_nothing;

    public static GoSchema Healthcheck => s_healthcheck;

    public static GoSchema GraphDriver => s_graphDriver;

    public static GoSchema Descriptor => s_descriptor;
}
