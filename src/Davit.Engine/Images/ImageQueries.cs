using Davit.Engine.Containers;
using Davit.Engine.Filtering;
using Davit.Images;
using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Engine.Images;

/// <summary>Between the engine's records of images and those of the image store.</summary>
internal static class ImageQueries
{
    public static ImageFilter Filter(ImageListOptions options, DateTimeOffset now)
    {
        var filters = options.Filters;
        filters.Accept("before", "dangling", "label", "label!", "reference", "since", "until");
        return new ImageFilter
        {
            All = options.All,
            Dangling = filters.GetSwitch("dangling"),
            Labels = [.. filters.Get("label")],
            ExcludedLabels = [.. filters.Get("label!")],
            Before = [.. filters.Get("before")],
            Since = [.. filters.Get("since")],
            References = [.. filters.Get("reference")],
            Until = FilterTimes.Until(filters, now),
        };
    }

    public static ImageSummary Summary(ImageRecord image, IReadOnlyDictionary<Digest, long>? shared, int containers) => new()
    {
        Id = image.Id.Text,
        ParentId = image.Parent?.Text ?? "",
        RepoTags = [.. image.Tags.Select(tag => tag.FamiliarText)],
        RepoDigests = [.. image.Digests.Select(digest => digest.FamiliarText)],
        Created = image.Created,
        Size = image.Size,
        SharedSize = shared?.GetValueOrDefault(image.Id) ?? -1,
        Labels = image.Config.Labels,
        Containers = containers,
    };

    public static ImageInspection Inspect(ImageRecord image, EngineCore core) => new()
    {
        Id = image.Id.Text,
        RepoTags = [.. image.Tags.Select(tag => tag.FamiliarText)],
        RepoDigests = [.. image.Digests.Select(digest => digest.FamiliarText)],
        ParentId = image.Parent?.Text ?? "",
        Comment = image.Document.Comment ?? (image.Document.History is [.., var last] ? last.Comment ?? "" : ""),
        Created = image.Document.Created,
        Author = image.Document.Author ?? "",
        Config = Config(image.Config),
        Architecture = image.Platform.Architecture,
        Variant = image.Platform.Variant ?? "",
        Os = image.Platform.Os,
        OsVersion = image.Platform.OsVersion ?? "",
        Size = image.Size,
        GraphDriverData = GraphDriver(image, core),
        RootFsLayers = [.. image.DiffIds.Select(diff => diff.Text)],
        LastTagTime = image.LastTagged,
    };

    public static ImageProgress Progress(Davit.Images.ImageProgress message) => new()
    {
        Stream = message.Stream,
        Status = message.Status,
        Id = message.Id,
        IsNote = message.IsNote,
        Current = message.Current,
        Total = message.Total,
        Pushed = message.Pushed is { } pushed ? new ImagePushOutcome(pushed.Tag, pushed.Digest, pushed.Size, pushed.Index, pushed.Instead) : null,
    };

    /// <summary>A name of two parts; null: none was given.</summary>
    /// <exception cref="EngineException">It is malformed.</exception>
    public static Reference? Name(string repository, string tag)
    {
        if (repository.Length == 0)
        {
            return tag.Length == 0 ? null : throw EngineException.Invalid("a tag needs a repository name");
        }

        var error = "invalid reference format";
        try
        {
            var reference = Reference.Parse(repository);
            if (reference.Digest is not null)
            {
                throw EngineException.Invalid("refusing to create a tag with a digest reference");
            }

            return tag.Length == 0 ? reference.WithDefaultTag()
                : Reference.IsTag(tag) ? reference with { Tag = tag }
                : throw EngineException.Invalid($"{error}: \"{tag}\" is not a tag");
        }
        catch (FormatException failure)
        {
            throw EngineException.Invalid(failure.Message, failure);
        }
    }

    public static Platform? Platform(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        return Oci.Platform.TryParse(text, out var platform)
            ? platform
            : throw EngineException.Invalid($"\"{text}\": unknown operating system or architecture: invalid argument");
    }

    public static Davit.Images.Building.CommitRequest Commit(CommitRequest request, ContainerRecord record, Reference? name, EngineCore core) => new()
    {
        Mount = core.Snapshots.Mount(record.Id, [.. record.ChainIds.Select(Digest.Parse)]),
        Base = Digest.TryParse(record.ImageId, out var id) ? core.Images.Find(id) : null,
        Config = ToImage(request.Config is { } changed ? ImageConfigMerge.Merge(changed, ToImage(record.Config)) : record.Config),
        ContainerId = record.Id,
        Reference = name,
        Changes = request.Changes,
        Author = request.Author,
        Message = request.Comment,
        CreatedBy = string.Join(' ', [record.Path, .. record.Args]),
    };

    public static ImageConfig ToImage(ContainerConfig config) => new()
    {
        Hostname = config.Hostname,
        Domainname = config.Domainname,
        User = config.User,
        ExposedPorts = config.ExposedPorts,
        Env = config.Env,
        Cmd = config.Cmd,
        Healthcheck = config.Healthcheck is not { } health ? null : new HealthcheckConfig
        {
            Test = health.Test,
            Interval = health.Interval,
            Timeout = health.Timeout,
            StartPeriod = health.StartPeriod,
            StartInterval = health.StartInterval,
            Retries = health.Retries,
        },
        Volumes = config.Volumes,
        WorkingDir = config.WorkingDir,
        Entrypoint = config.Entrypoint,
        OnBuild = config.OnBuild,
        Labels = config.Labels,
        StopSignal = config.StopSignal,
        Shell = config.Shell,
    };

    private static ContainerConfig Config(ImageConfig config) => new()
    {
        Hostname = config.Hostname ?? "",
        Domainname = config.Domainname ?? "",
        User = config.User ?? "",
        ExposedPorts = config.ExposedPorts,
        Env = config.Env,
        Cmd = config.Cmd,
        Healthcheck = config.Healthcheck is not { } health ? null : new HealthConfig
        {
            Test = health.Test,
            Interval = health.Interval,
            Timeout = health.Timeout,
            StartPeriod = health.StartPeriod,
            StartInterval = health.StartInterval,
            Retries = health.Retries,
        },
        ArgsEscaped = config.ArgsEscaped ? true : null,
        Volumes = config.Volumes,
        WorkingDir = config.WorkingDir ?? "",
        Entrypoint = config.Entrypoint,
        OnBuild = config.OnBuild,
        Labels = config.Labels,
        StopSignal = config.StopSignal,
        Shell = config.Shell,
    };

    private static Dictionary<string, string> GraphDriver(ImageRecord image, EngineCore core)
    {
        var data = new Dictionary<string, string>(StringComparer.Ordinal);
        if (image.ChainIds.Count > 0)
        {
            data["UpperDir"] = core.Layers.FileSystemPath(image.ChainIds[^1]);
        }

        if (image.ChainIds.Count > 1)
        {
            data["LowerDir"] = string.Join(':', image.ChainIds.SkipLast(1).Reverse().Select(core.Layers.FileSystemPath));
        }

        return data;
    }
}
