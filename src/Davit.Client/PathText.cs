namespace Davit.Client;

/// <summary>Names of objects as part of a request's path.</summary>
internal static class PathText
{
    /// <summary>Escaped, but with the slashes and colons of image names left as they are.</summary>
    public static string Name(string name) => Uri.EscapeDataString(name)
        .Replace("%2F", "/", StringComparison.Ordinal).Replace("%3A", ":", StringComparison.Ordinal).Replace("%40", "@", StringComparison.Ordinal);

    /// <summary>Escaped whole: one segment.</summary>
    public static string Segment(string name) => Uri.EscapeDataString(name);
}
