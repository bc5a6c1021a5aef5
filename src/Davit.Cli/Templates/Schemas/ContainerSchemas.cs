namespace Davit.Cli.Templates.Schemas;

/// <summary>What <c>docker inspect</c> has of a container.</summary>
internal static class ContainerSchemas
{
    private static readonly GoSchema s_healthLog = new(
        "*container.HealthcheckResult",
        new GoField("Start", GoShape.Time), new("End", GoShape.Time), new("ExitCode", GoShape.Number), new("Output"));

    private static readonly GoSchema s_health = new(
        "*container.Health",
        new GoField("Status"), new("FailingStreak", GoShape.Number), new("Log", GoShape.List, s_healthLog));

    private static readonly GoSchema s_state = new(
        "*container.State",
        new GoField("Status"), new("Running", GoShape.Boolean), new("Paused", GoShape.Boolean), new("Restarting", GoShape.Boolean),
        new("OOMKilled", GoShape.Boolean), new("Dead", GoShape.Boolean), new("Pid", GoShape.Number), new("ExitCode", GoShape.Number), new("Error"),
        new("StartedAt"), new("FinishedAt"), new("Health", GoShape.Pointer, s_health) { OmitsEmpty = true });

    private static readonly GoSchema s_mount = new(
        "container.MountPoint",
        new GoField("Type") { OmitsEmpty = true }, new("Name") { OmitsEmpty = true }, new("Source"), new("Destination"),
        new("Driver") { OmitsEmpty = true }, new("Mode"), new("RW", GoShape.Boolean), new("Propagation"));

    private static readonly GoSchema s_config = new(
        "*container.Config",
        new GoField("Hostname"), new("Domainname"), new("User"), new("AttachStdin", GoShape.Boolean), new("AttachStdout", GoShape.Boolean),
        new("AttachStderr", GoShape.Boolean), new("ExposedPorts", GoShape.MapOfStructs, SharedSchemas.Nothing) { OmitsEmpty = true },
        new("Tty", GoShape.Boolean), new("OpenStdin", GoShape.Boolean), new("StdinOnce", GoShape.Boolean), new("Env", GoShape.List),
        new("Cmd", GoShape.List), new("Healthcheck", GoShape.Pointer, SharedSchemas.Healthcheck) { OmitsEmpty = true },
        new("ArgsEscaped", GoShape.Boolean) { OmitsEmpty = true }, new("Image"), new("Volumes", GoShape.MapOfStructs, SharedSchemas.Nothing),
        new("WorkingDir"), new("Entrypoint", GoShape.List), new("NetworkDisabled", GoShape.Boolean) { OmitsEmpty = true },
        new("MacAddress") { OmitsEmpty = true }, new("OnBuild", GoShape.List), new("Labels", GoShape.Map), new("StopSignal") { OmitsEmpty = true },
        new("StopTimeout", GoShape.Pointer) { OmitsEmpty = true }, new("Shell", GoShape.List) { OmitsEmpty = true });

    private static readonly GoSchema s_base = new(
        "*container.ContainerJSONBase",
        new GoField("ID") { Json = "Id" }, new("Created"), new("Path"), new("Args", GoShape.List), new("State", GoShape.Pointer, s_state),
        new("Image"), new("ResolvConfPath"), new("HostnamePath"), new("HostsPath"), new("LogPath"), new("Name"), new("RestartCount", GoShape.Number),
        new("Driver"), new("Platform"), new("MountLabel"), new("ProcessLabel"), new("AppArmorProfile"), new("ExecIDs", GoShape.List),
        new("HostConfig", GoShape.Pointer, HostConfigSchemas.HostConfig), new("GraphDriver", GoShape.Struct, SharedSchemas.GraphDriver),
        new("SizeRw", GoShape.Pointer) { OmitsEmpty = true }, new("SizeRootFs", GoShape.Pointer) { OmitsEmpty = true });

    private static readonly GoSchema s_container = new(
        "container.InspectResponse",
        new GoField("ContainerJSONBase", GoShape.Embedded, s_base), new("Mounts", GoShape.List, s_mount), new("Config", GoShape.Pointer, s_config),
        new("NetworkSettings", GoShape.Pointer, NetworkSchemas.Settings),
        new("ImageManifestDescriptor", GoShape.Pointer, SharedSchemas.Descriptor) { OmitsEmpty = true });

    public static GoSchema Container => s_container;
}
