using Davit.Api.Containers;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary><c>--device HOST[:CONTAINER[:rwm]]</c>, or the qualified name of a CDI device.</summary>
internal static class DeviceText
{
    /// <summary><c>vendor.com/class=name</c></summary>
    public static bool IsQualifiedName(string text) =>
        !text.StartsWith('/') && text.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash && text.IndexOf('=', StringComparison.Ordinal) > slash;

    /// <summary>Throws <see cref="CommandException"/>.</summary>
    public static DeviceMapping Parse(string text)
    {
        var parts = text.Split(':');
        var valid = parts.Length <= 3 && parts[0].Length > 0;
        if (!valid)
        {
            throw new CommandException($"bad format for path: {text}");
        }

        var (host, container, permissions) = (parts[0], parts[0], "rwm");
        if (parts.Length == 2)
        {
            (container, permissions) = IsMode(parts[1]) ? (host, parts[1]) : (parts[1], permissions);
        }
        else if (parts.Length == 3)
        {
            (container, permissions) = IsMode(parts[2]) ? (parts[1], parts[2]) : throw new CommandException($"bad mode specified: {parts[2]}");
        }

        return container.StartsWith('/')
            ? new DeviceMapping { PathOnHost = host, PathInContainer = container, CgroupPermissions = permissions }
            : throw new CommandException($"{container} is not an absolute path");
    }

    private static bool IsMode(string text) => text.Length is > 0 and <= 3 && text.Distinct().Count() == text.Length && text.All(letter => letter is 'r' or 'w' or 'm');
}
