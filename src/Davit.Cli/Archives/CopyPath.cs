namespace Davit.Cli.Archives;

/// <summary>Paths of <c>cp</c>: what a trailing slash or dot says must not be lost.</summary>
internal static class CopyPath
{
    /// <summary>Splits <c>container:path</c>. A path with a slash or dot before the colon is local.</summary>
    public static (string Container, string Path) Split(string argument)
    {
        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        var local = colon < 0 || argument.StartsWith('/') || argument.StartsWith('.');
        return local ? (string.Empty, argument) : (argument[..colon], argument[(colon + 1)..]);
    }

    /// <summary><c>dir/</c> or <c>dir/.</c>: a directory is meant.</summary>
    public static bool SaysDirectory(string path) => path.EndsWith('/') || IsContent(path);

    /// <summary><c>dir/.</c>: the content of a directory is meant, not itself.</summary>
    public static bool IsContent(string path) => path == "." || path.EndsWith("/.", StringComparison.Ordinal);

    /// <summary>The last part of a path; <c>.</c> for content, <c>/</c> for the root.</summary>
    public static string Base(string path)
    {
        if (IsContent(path))
        {
            return ".";
        }

        var trimmed = path.TrimEnd('/');
        return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
    }

    public static string Parent(string path)
    {
        var trimmed = (IsContent(path) ? path[..^1] : path).TrimEnd('/');
        var slash = trimmed.LastIndexOf('/');
        return slash < 0 ? "." : slash == 0 ? "/" : trimmed[..slash];
    }

    /// <summary>A member's name with its first part replaced: <c>src/a</c> → <c>dst/a</c>.</summary>
    public static string Rebase(string name, string from, string to)
    {
        var plain = name.StartsWith("./", StringComparison.Ordinal) ? name[2..] : name;
        if (from is "." or "/")
        {
            return plain is "." or "" ? to : $"{to}/{plain.TrimStart('/')}";
        }

        return plain == from || plain == from + "/" ? to : plain.StartsWith(from + "/", StringComparison.Ordinal) ? to + plain[from.Length..] : plain;
    }
}
