using Davit.Api.Containers;
using Davit.Daemon.Http;
using Davit.Engine;
using Davit.Engine.Containers;
using Wire = Davit.Api.Containers;

namespace Davit.Daemon.Mapping;

/// <summary>
/// A create request, with the meaning that its version gave it: members that did not exist yet are ignored or refused,
/// defaults are the ones of that time (api version-history, dockerd's create route).
/// </summary>
internal static class CreateMapping
{
    /// <exception cref="EngineException">Nothing to create, or a member newer than the version.</exception>
    public static CreateRequest ToEngine(ContainerCreateRequest body, ApiRequest request)
    {
        if (body with { HostConfig = null, NetworkingConfig = null } == new ContainerCreateRequest())
        {
            throw Invalid("config cannot be empty in order to create a container");
        }

        var version = request.Version;
        var host = Adjust(body.HostConfig ?? new Wire.HostConfig(), version);
        RefuseNewer(host, version);
        return new CreateRequest
        {
            Name = request.Query("name"),
            Platform = version < new ApiVersion(1, 41) ? "" : request.Query("platform"),
            Config = ContainerConfigMapping.ToEngine(Adjust(body, version)),
            HostConfig = HostConfigMapping.ToEngine(host),
            Networking = EndpointMapping.ToEngine(Adjust(body.NetworkingConfig, version)),
            ApiVersion = version.ToString(),
        };
    }

    /// <summary>What the version still takes and has another place for.</summary>
    public static IEnumerable<string> Deprecations(ContainerCreateRequest body, ApiVersion version) => version >= new ApiVersion(1, 44) && body.MacAddress is { Length: > 0 }
        ? ["The container-wide MacAddress field is now deprecated. It should be specified in EndpointsConfig instead."]
        : [];

    /// <summary>Changed limits as a version meant them; 0 and less lift the limit of processes.</summary>
    public static ContainerUpdateRequest Adjust(ContainerUpdateRequest change, ApiVersion version) => change with
    {
        PidsLimit = version < new ApiVersion(1, 40) ? null : change.PidsLimit,
        KernelMemory = version >= new ApiVersion(1, 42) ? 0 : change.KernelMemory,
    };

    private static ContainerCreateRequest Adjust(ContainerCreateRequest body, ApiVersion version) =>
        version < new ApiVersion(1, 44) && body.Healthcheck is { } health
            ? body with { Healthcheck = health with { StartInterval = 0 } }
            : body;

    private static Wire.HostConfig Adjust(Wire.HostConfig host, ApiVersion version) => host with
    {
        AutoRemove = version >= new ApiVersion(1, 25) && host.AutoRemove,
        IpcMode = version < new ApiVersion(1, 40) && host.IpcMode.Length == 0 ? "shareable" : host.IpcMode,
        CgroupnsMode = version < new ApiVersion(1, 41) && host.CgroupnsMode.Length == 0 ? "host" : host.CgroupnsMode,
        ConsoleSize = version < new ApiVersion(1, 42) ? null : host.ConsoleSize,
        Annotations = version < new ApiVersion(1, 43) ? null : host.Annotations,
        Mounts = host.Mounts is { } mounts ? [.. mounts.Where(mount => mount is not null).Select(mount => Adjust(mount, version))] : null,
        PidsLimit = host.PidsLimit > 0 ? host.PidsLimit : null,
        KernelMemory = version >= new ApiVersion(1, 42) ? 0 : host.KernelMemory,
    };

    private static Mount Adjust(Mount mount, ApiVersion version) => mount.BindOptions is not { } bind ? mount : mount with
    {
        BindOptions = bind with
        {
            NonRecursive = version >= new ApiVersion(1, 40) && bind.NonRecursive,
            CreateMountpoint = version >= new ApiVersion(1, 42) && bind.CreateMountpoint,
            ReadOnlyNonRecursive = version >= new ApiVersion(1, 44) && bind.ReadOnlyNonRecursive,
        },
    };

    private static Wire.NetworkingConfig? Adjust(Wire.NetworkingConfig? networking, ApiVersion version)
    {
        if (version < new ApiVersion(1, 44) && networking?.EndpointsConfig is { Count: > 1 } endpoints)
        {
            throw Invalid($"Container cannot be created with network endpoints: {string.Join(", ", endpoints.Keys)}; API v1.44 or newer is needed for more than one");
        }

        return networking;
    }

    private static void RefuseNewer(Wire.HostConfig host, ApiVersion version)
    {
        foreach (var mount in host.Mounts ?? [])
        {
            Refuse(mount.BindOptions?.ReadOnlyForceRecursive == true, "BindOptions.ReadOnlyForceRecursive", 44, version);
            Refuse(mount.VolumeOptions?.Subpath is { Length: > 0 }, "VolumeOptions.Subpath", 45, version);
            Refuse(mount.Type == "image", "Mounts[].Type=\"image\"", 48, version);
        }
    }

    private static void Refuse(bool used, string member, int minor, ApiVersion version)
    {
        if (used && version < new ApiVersion(1, minor))
        {
            throw Invalid($"{member} needs API v1.{minor} or newer");
        }
    }

    private static EngineException Invalid(string message) => new(ErrorKind.InvalidParameter, message);
}
