namespace Davit.Cli.Commands;

/// <summary>Image names as they are typed; the daemon checks them.</summary>
internal static class ImageName
{
    /// <summary>Repository and tag; the tag is empty where none was given or a digest was.</summary>
    public static (string Repository, string Tag) Split(string name)
    {
        if (name.Contains('@', StringComparison.Ordinal))
        {
            return (name, string.Empty);
        }

        // Two colons after the last slash are no name: the daemon is given all of it to refuse.
        var colon = name.LastIndexOf(':');
        var slash = name.LastIndexOf('/');
        return colon > slash && name.IndexOf(':', slash + 1) == colon ? (name[..colon], name[(colon + 1)..]) : (name, string.Empty);
    }

    /// <summary>With <c>:latest</c> where neither tag nor digest was given.</summary>
    public static string WithTag(string name) => Split(name) is { Tag.Length: 0 } && !name.Contains('@', StringComparison.Ordinal) ? name + ":latest" : name;
}
