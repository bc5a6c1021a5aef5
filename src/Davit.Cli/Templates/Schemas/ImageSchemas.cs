namespace Davit.Cli.Templates.Schemas;

/// <summary>What <c>docker image inspect</c> has of an image.</summary>
internal static class ImageSchemas
{
    private static readonly GoSchema s_config = new(
        "v1.ImageConfig",
        new GoField("User") { OmitsEmpty = true }, new("ExposedPorts", GoShape.MapOfStructs, SharedSchemas.Nothing) { OmitsEmpty = true },
        new("Env", GoShape.List) { OmitsEmpty = true }, new("Entrypoint", GoShape.List) { OmitsEmpty = true },
        new("Cmd", GoShape.List) { OmitsEmpty = true }, new("Volumes", GoShape.MapOfStructs, SharedSchemas.Nothing) { OmitsEmpty = true },
        new("WorkingDir") { OmitsEmpty = true }, new("Labels", GoShape.Map) { OmitsEmpty = true }, new("StopSignal") { OmitsEmpty = true },
        new("ArgsEscaped", GoShape.Boolean) { OmitsEmpty = true });

    private static readonly GoSchema s_configExtension = new(
        "v1.DockerOCIImageConfigExt",
        new GoField("Healthcheck", GoShape.Pointer, SharedSchemas.Healthcheck) { OmitsEmpty = true },
        new("OnBuild", GoShape.List) { OmitsEmpty = true }, new("Shell", GoShape.List) { OmitsEmpty = true });

    private static readonly GoSchema s_dockerConfig = new(
        "*v1.DockerOCIImageConfig",
        new GoField("ImageConfig", GoShape.Embedded, s_config), new("DockerOCIImageConfigExt", GoShape.Embedded, s_configExtension));

    private static readonly GoSchema s_rootFs = new(
        "image.RootFS",
        new GoField("Type") { OmitsEmpty = true }, new("Layers", GoShape.List) { OmitsEmpty = true });

    private static readonly GoSchema s_metadata = new(
        "image.Metadata",
        new GoField("LastTagTime", GoShape.Time) { OmitsEmpty = true });

    private static readonly GoSchema s_image = new(
        "image.InspectResponse",
        new GoField("ID") { Json = "Id" }, new("RepoTags", GoShape.List), new("RepoDigests", GoShape.List), new("Parent"), new("Comment"),
        new("Created") { OmitsEmpty = true }, new("Container") { OmitsEmpty = true }, new("ContainerConfig", GoShape.Pointer) { OmitsEmpty = true },
        new("DockerVersion"), new("Author"), new("Config", GoShape.Pointer, s_dockerConfig), new("Architecture"),
        new("Variant") { OmitsEmpty = true }, new("Os"), new("OsVersion") { OmitsEmpty = true }, new("Size", GoShape.Number),
        new("VirtualSize", GoShape.Number) { OmitsEmpty = true }, new("GraphDriver", GoShape.Struct, SharedSchemas.GraphDriver),
        new("RootFS", GoShape.Struct, s_rootFs), new("Metadata", GoShape.Struct, s_metadata),
        new("Descriptor", GoShape.Pointer, SharedSchemas.Descriptor) { OmitsEmpty = true }, new("Manifests", GoShape.List) { OmitsEmpty = true });

    public static GoSchema Image => s_image;
}
