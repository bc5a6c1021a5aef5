using System.Text.Json;

namespace Davit.Oci.Runtime;

/// <summary>
/// Reads a runtime specification, or a part of it that comes alone (runtime-spec, config.md). By hand: to set up a serializer for these forty
/// types takes 2 ms, a quarter of what <c>davit oci run</c> takes as a whole (docs/decisions/0013). Unknown members are left out.
/// </summary>
public static class SpecReader
{
    /// <exception cref="JsonException">The text is no JSON, or a member has the wrong type; the message names it.</exception>
    public static Spec ReadSpec(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return ReadSpec(document.RootElement);
    }

    /// <exception cref="JsonException">As for <see cref="ReadSpec(ReadOnlyMemory{byte})"/>.</exception>
    public static Spec ReadSpec(JsonElement element)
    {
        var spec = new JsonNode(element, "$");
        return new()
        {
            OciVersion = spec.Text("ociVersion") ?? "",
            Process = spec.Object("process", ProcessReader.Process),
            Root = spec.Object("root", static root => new RootSpec { Path = root.Text("path") ?? "", Readonly = root.Flag("readonly") ?? false }),
            Hostname = spec.Text("hostname"),
            Domainname = spec.Text("domainname"),
            Mounts = spec.Objects("mounts", Mount),
            Hooks = spec.Object("hooks", Hooks),
            Annotations = spec.TextMap("annotations"),
            Linux = spec.Object("linux", LinuxReader.Linux),
        };
    }

    /// <exception cref="JsonException">As for <see cref="ReadSpec(ReadOnlyMemory{byte})"/>.</exception>
    public static ProcessSpec ReadProcess(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return ProcessReader.Process(new JsonNode(document.RootElement, "$"));
    }

    /// <exception cref="JsonException">As for <see cref="ReadSpec(ReadOnlyMemory{byte})"/>.</exception>
    public static ResourcesSpec ReadResources(ReadOnlyMemory<byte> json)
    {
        using var document = JsonDocument.Parse(json);
        return ResourcesReader.Resources(new JsonNode(document.RootElement, "$"));
    }

    internal static IdMapping IdMapping(JsonNode mapping) => new()
    {
        ContainerID = mapping.UInt32("containerID") ?? 0,
        HostID = mapping.UInt32("hostID") ?? 0,
        Size = mapping.UInt32("size") ?? 0,
    };

    private static MountSpec Mount(JsonNode mount) => new()
    {
        Destination = mount.Text("destination") ?? "",
        Type = mount.Text("type"),
        Source = mount.Text("source"),
        Options = mount.Texts("options"),
        UidMappings = mount.Objects("uidMappings", IdMapping),
        GidMappings = mount.Objects("gidMappings", IdMapping),
    };

    private static HooksSpec Hooks(JsonNode hooks) => new()
    {
        Prestart = hooks.Objects("prestart", Hook),
        CreateRuntime = hooks.Objects("createRuntime", Hook),
        CreateContainer = hooks.Objects("createContainer", Hook),
        StartContainer = hooks.Objects("startContainer", Hook),
        Poststart = hooks.Objects("poststart", Hook),
        Poststop = hooks.Objects("poststop", Hook),
    };

    private static HookSpec Hook(JsonNode hook) => new()
    {
        Path = hook.Text("path") ?? "",
        Args = hook.Texts("args"),
        Env = hook.Texts("env"),
        Timeout = hook.Int32("timeout"),
    };
}
