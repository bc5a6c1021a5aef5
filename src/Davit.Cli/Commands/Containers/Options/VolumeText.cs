namespace Davit.Cli.Commands.Containers.Options;

/// <summary><c>-v [SOURCE:]TARGET[:OPTIONS]</c> as it is sent: the daemon parses it again, so only the client's share is done here.</summary>
internal static class VolumeText
{
    /// <summary>A bind for the request, or null where the text names only a target: an anonymous volume.</summary>
    public static string? ToBind(string text)
    {
        var parts = text.Split(':');
        if (text.Length == 0 || parts.All(part => part.Length == 0))
        {
            throw new CommandException($"invalid empty volume spec");
        }

        if (parts.Length == 1)
        {
            return null;
        }

        if (parts.Any(part => part.Length == 0))
        {
            throw new CommandException($"invalid spec: {text}: empty section between colons");
        }

        if (parts.Length > 3)
        {
            throw new CommandException($"invalid spec: {text}: too many colons");
        }

        var source = parts[0];

        // The daemon's working directory is not the user's: what is meant relative to it is made absolute here.
        return source is "." or ".." || source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal) || source == "~" || source.StartsWith("~/", StringComparison.Ordinal)
            ? Absolute(source) + text[source.Length..]
            : text;
    }

    private static string Absolute(string path) => path.StartsWith('~')
        ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
        : Path.GetFullPath(path);
}
