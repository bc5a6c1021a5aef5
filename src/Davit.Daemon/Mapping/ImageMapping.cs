using Davit.Daemon.Http;
using Davit.Engine.Containers;
using Davit.Engine.Images;
using Wire = Davit.Api.Images;

namespace Davit.Daemon.Mapping;

/// <summary>Images as listings, inspect, history and removal show them.</summary>
internal static class ImageMapping
{
    // Until 1.42 an image without a name was listed under a placeholder (api version-history v1.43).
    private static readonly ApiVersion EmptyNames = new(1, 43);

    public static Wire.ImageSummary ToWire(ImageSummary image, ApiVersion version)
    {
        var placeholder = version < EmptyNames && image.RepoTags.Count == 0 && image.RepoDigests.Count == 0;
        return new Wire.ImageSummary
        {
            Id = image.Id,
            ParentId = image.ParentId,
            RepoTags = placeholder ? ["<none>:<none>"] : image.RepoTags,
            RepoDigests = placeholder ? ["<none>@<none>"] : image.RepoDigests,
            Created = image.Created?.ToUnixTimeSeconds() ?? 0,
            Size = image.Size,
            VirtualSize = image.Size,
            SharedSize = image.SharedSize,
            Labels = image.Labels,
            Containers = image.Containers,
            Descriptor = image.Descriptor is { } descriptor ? DescriptorMapping.ToWire(descriptor) : null,
            Manifests = image.Manifests is { } manifests ? [.. manifests.Select(ToWire)] : null,
        };
    }

    public static Wire.ImageInspect ToWire(ImageInspection image) => new()
    {
        Id = image.Id,
        RepoTags = image.RepoTags,
        RepoDigests = image.RepoDigests,
        Parent = image.ParentId,
        Comment = image.Comment,
        Created = image.Created is { } created ? GoTime.Format(created) : null,
        Container = "",
        ContainerConfig = new Davit.Api.Containers.ContainerConfig(),
        Author = image.Author,
        Config = ToWire(image.Config),
        Architecture = image.Architecture,
        Variant = Text.OrNull(image.Variant),
        Os = image.Os,
        OsVersion = Text.OrNull(image.OsVersion),
        Size = image.Size,
        VirtualSize = image.Size,
        GraphDriver = new Davit.Api.Containers.GraphDriverData { Name = "overlay2", Data = image.GraphDriverData },
        RootFS = new Wire.ImageRootFileSystem { Type = "layers", Layers = image.RootFsLayers.Count > 0 ? image.RootFsLayers : null },
        Metadata = new Wire.ImageMetadata { LastTagTime = GoTime.Format(image.LastTagTime) },
        Descriptor = image.Descriptor is { } descriptor ? DescriptorMapping.ToWire(descriptor) : null,
        Manifests = image.Manifests is { } manifests ? [.. manifests.Select(ToWire)] : null,
    };

    private static Wire.ImageManifestSummary ToWire(ImageVariant variant) => new()
    {
        ID = variant.Id.Text,
        Descriptor = DescriptorMapping.ToWire(variant.Descriptor),
        Available = variant.IsAvailable,
        Size = new Wire.ImageManifestSize { Content = variant.ContentSize, Total = variant.ContentSize + variant.UnpackedSize },
        Kind = variant.AttestationFor is not null ? "attestation" : variant.Platform is not null ? "image" : "unknown",
        ImageData = variant is { AttestationFor: null, Platform: { } platform }
            ? new Wire.ImageManifestData
            {
                Platform = DescriptorMapping.ToWire(platform),
                Size = new Wire.ImageUnpackedSize { Unpacked = variant.UnpackedSize },
                Containers = variant.Containers,
            }
            : null,
        AttestationData = variant.AttestationFor is { } subject ? new Wire.ImageAttestationData { For = subject.Text } : null,
    };

    public static Wire.ImageHistoryItem ToWire(ImageHistoryEntry entry) => new()
    {
        Id = entry.Id,
        Created = entry.Created?.ToUnixTimeSeconds() ?? 0,
        CreatedBy = entry.CreatedBy,
        Tags = entry.Tags.Count > 0 ? entry.Tags : null,
        Size = entry.Size,
        Comment = entry.Comment,
    };

    public static Wire.ImageDeleteItem ToWire(ImageDeletion deletion) =>
        new() { Untagged = deletion.Untagged, Deleted = deletion.Deleted };

    private static Wire.ImageConfig ToWire(ContainerConfig config) => new()
    {
        Hostname = config.Hostname,
        Domainname = config.Domainname,
        User = config.User,
        AttachStdin = config.AttachStdin,
        AttachStdout = config.AttachStdout,
        AttachStderr = config.AttachStderr,
        ExposedPorts = Sets.ToSetOrNull(config.ExposedPorts),
        Tty = config.Tty,
        OpenStdin = config.OpenStdin,
        StdinOnce = config.StdinOnce,
        Env = config.Env,
        Cmd = config.Cmd,
        Healthcheck = ContainerConfigMapping.ToWire(config.Healthcheck),
        ArgsEscaped = config.ArgsEscaped ?? false,
        Image = config.Image,
        Volumes = Sets.ToSetOrNull(config.Volumes),
        WorkingDir = config.WorkingDir,
        Entrypoint = config.Entrypoint,
        OnBuild = config.OnBuild,
        Labels = config.Labels,
        StopSignal = Text.OrNull(config.StopSignal),
        Shell = config.Shell is { Count: > 0 } shell ? shell : null,
    };
}
