namespace Davit.Storage.Copying;

/// <summary>A path of the archive routes, taken apart as dockerd does: absolute, clean, a final <c>/</c> or <c>/.</c> kept.</summary>
internal readonly record struct ArchivePath(string Text)
{
    /// <summary>All but the last element, to be followed through links.</summary>
    public string Directory => Text[..(Text.LastIndexOf('/') + 1)];

    /// <summary>The last element, not followed; empty or <c>.</c> after a directory that was meant as one.</summary>
    public string Base => Text[(Text.LastIndexOf('/') + 1)..];

    /// <summary>What an archive's entries start with: Go's <c>path.Base</c>.</summary>
    public string DisplayBase
    {
        get
        {
            var trimmed = Text.TrimEnd('/');
            return trimmed.Length == 0 ? "/" : trimmed[(trimmed.LastIndexOf('/') + 1)..];
        }
    }

    public static ArchivePath Parse(string path)
    {
        if (path.Length == 0 || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new StorageException(StorageErrorKind.InvalidParameter, "bad parameter: path cannot be empty");
        }

        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        var clean = "/" + string.Join('/', parts);
        if (path is "." || path.EndsWith("/.", StringComparison.Ordinal))
        {
            clean += clean == "/" ? "." : "/.";
        }
        else if (path.EndsWith('/') && clean != "/")
        {
            clean += "/";
        }

        return new ArchivePath(clean);
    }
}
