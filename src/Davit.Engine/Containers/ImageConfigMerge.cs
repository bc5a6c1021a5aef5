using Davit.Oci.Image;

namespace Davit.Engine.Containers;

/// <summary>A container's configuration completed by its image's: what the user said wins (moby daemon/commit.go, merge).</summary>
internal static class ImageConfigMerge
{
    public static ContainerConfig Merge(ContainerConfig user, ImageConfig image)
    {
        var (entrypoint, command) = Command(user, image);
        return user with
        {
            User = user.User.Length > 0 ? user.User : image.User ?? "",
            ExposedPorts = Union(user.ExposedPorts, image.ExposedPorts),
            Env = Environment(user.Env, image.Env),
            Labels = Labels(user.Labels, image.Labels),
            Entrypoint = entrypoint,
            Cmd = command,
            Healthcheck = Health(user.Healthcheck, image.Healthcheck),
            WorkingDir = user.WorkingDir.Length > 0 ? user.WorkingDir : image.WorkingDir ?? "",
            Volumes = Union(user.Volumes, image.Volumes),
            StopSignal = user.StopSignal is { Length: > 0 } ? user.StopSignal : image.StopSignal,
            Shell = user.Shell ?? image.Shell,
            OnBuild = user.OnBuild ?? image.OnBuild,
        };
    }

    /// <summary>An entrypoint of one empty string resets the image's; a new entrypoint also drops the image's command.</summary>
    private static (IReadOnlyList<string>? Entrypoint, IReadOnlyList<string>? Command) Command(ContainerConfig user, ImageConfig image)
    {
        var entrypoint = user.Entrypoint;
        var command = user.Cmd;
        if (entrypoint is null or { Count: 0 })
        {
            command = command is null or { Count: 0 } ? image.Cmd : command;
            entrypoint ??= image.Entrypoint;
        }

        return (entrypoint is [""] ? null : entrypoint, command);
    }

    private static IReadOnlyList<string>? Environment(IReadOnlyList<string>? user, IReadOnlyList<string>? image)
    {
        if (user is null or { Count: 0 })
        {
            return image;
        }

        var names = user.Select(NameOf).ToHashSet(StringComparer.Ordinal);
        return [.. user, .. (image ?? []).Where(entry => !names.Contains(NameOf(entry)))];
    }

    private static string NameOf(string entry) => entry.IndexOf('=', StringComparison.Ordinal) is >= 0 and var at ? entry[..at] : entry;

    private static IReadOnlyDictionary<string, string>? Labels(IReadOnlyDictionary<string, string>? user, IReadOnlyDictionary<string, string>? image)
    {
        if (user is null || image is null)
        {
            return user ?? image;
        }

        var labels = new Dictionary<string, string>(image, StringComparer.Ordinal);
        foreach (var (key, value) in user)
        {
            labels[key] = value;
        }

        return labels;
    }

    private static IReadOnlyList<string>? Union(IReadOnlyList<string>? user, IReadOnlyList<string>? image) =>
        user is null || image is null ? user ?? image : [.. user.Union(image, StringComparer.Ordinal)];

    private static HealthConfig? Health(HealthConfig? user, HealthcheckConfig? image)
    {
        if (image is null)
        {
            return user;
        }

        user ??= new HealthConfig();
        return user with
        {
            Test = user.Test is { Count: > 0 } ? user.Test : image.Test,
            Interval = user.Interval != 0 ? user.Interval : image.Interval,
            Timeout = user.Timeout != 0 ? user.Timeout : image.Timeout,
            StartPeriod = user.StartPeriod != 0 ? user.StartPeriod : image.StartPeriod,
            StartInterval = user.StartInterval != 0 ? user.StartInterval : image.StartInterval,
            Retries = user.Retries != 0 ? user.Retries : image.Retries,
        };
    }
}
