namespace Davit.Cli.Commands;

/// <summary>An image's name taken apart with docker's defaults filled in: <c>busybox</c> is <c>docker.io/library/busybox</c>.</summary>
/// <param name="Domain">Host of the registry, with its port.</param>
/// <param name="Path">Repository in the registry.</param>
/// <param name="Tag">Empty where none was given.</param>
/// <param name="Digest">Empty where none was given.</param>
internal sealed record ImageReference(string Domain, string Path, string Tag, string Digest)
{
    public const string DefaultDomain = "docker.io";

    private const string OldDomain = "index.docker.io";
    private const string OfficialPrefix = "library/";
    private const int LongestName = 255;

    /// <summary>Neither tag nor digest.</summary>
    public bool IsNameOnly => Tag.Length == 0 && Digest.Length == 0;

    /// <summary>With everything: <c>docker.io/library/busybox:1</c>.</summary>
    public string Full => Name + Suffix;

    /// <summary>Without what goes without saying: <c>busybox:1</c>.</summary>
    public string Familiar => FamiliarName + Suffix;

    public string Name => $"{Domain}/{Path}";

    public string FamiliarName => Domain != DefaultDomain ? Name
        : Path.StartsWith(OfficialPrefix, StringComparison.Ordinal) && Path.IndexOf('/', OfficialPrefix.Length) < 0 ? Path[OfficialPrefix.Length..] : Path;

    private string Suffix => (Tag.Length > 0 ? ":" + Tag : string.Empty) + (Digest.Length > 0 ? "@" + Digest : string.Empty);

    /// <summary>With <c>latest</c> where there is neither tag nor digest.</summary>
    public ImageReference WithDefaultTag() => IsNameOnly ? this with { Tag = "latest" } : this;

    /// <summary>Throws <see cref="CommandException"/> in docker's words.</summary>
    public static ImageReference Parse(string text)
    {
        if (IsId(text))
        {
            throw new CommandException($"invalid repository name ({text}), cannot specify 64-byte hexadecimal strings");
        }

        var (domain, remainder) = SplitDomain(text);
        var colon = remainder.IndexOf(':', StringComparison.Ordinal);
        var repository = colon < 0 ? remainder : remainder[..colon];
        if (repository.Any(char.IsAsciiLetterUpper))
        {
            throw new CommandException($"invalid reference format: repository name ({repository}) must be lowercase");
        }

        var (path, tag, digest) = SplitSuffix(remainder);
        if (!ReferenceGrammar.IsDomain(domain) || !ReferenceGrammar.IsPath(path) || !ReferenceGrammar.IsTag(tag) || !ReferenceGrammar.IsDigest(digest))
        {
            throw new CommandException("invalid reference format");
        }

        return domain.Length + 1 + path.Length > LongestName
            ? throw new CommandException("repository name must not be more than 255 characters")
            : new ImageReference(domain, path, tag ?? string.Empty, digest ?? string.Empty);
    }

    /// <summary>Null for an id. Throws <see cref="CommandException"/> for what is neither.</summary>
    public static ImageReference? ParseUnlessId(string text) => IsId(text) || (text.StartsWith("sha256:", StringComparison.Ordinal) && ReferenceGrammar.IsDigest(text)) ? null : Parse(text);

    private static bool IsId(string text) => text.Length == 64 && text.All(char.IsAsciiHexDigitLower);

    /// <summary>What stands before the first slash is a host if it has a dot, a colon or a capital letter, or is <c>localhost</c>.</summary>
    private static (string Domain, string Remainder) SplitDomain(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? string.Empty : text[..slash];
        var isHost = first.AsSpan().ContainsAny('.', ':') || first == "localhost" || first.Any(char.IsAsciiLetterUpper);
        var (domain, remainder) = isHost ? (first, text[(slash + 1)..]) : (DefaultDomain, text);
        domain = domain == OldDomain ? DefaultDomain : domain;
        return domain == DefaultDomain && !remainder.Contains('/', StringComparison.Ordinal) ? (domain, OfficialPrefix + remainder) : (domain, remainder);
    }

    private static (string Path, string? Tag, string? Digest) SplitSuffix(string text)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        var digest = at < 0 ? null : text[(at + 1)..];
        var name = at < 0 ? text : text[..at];
        var colon = name.LastIndexOf(':');
        return colon < 0 ? (name, null, digest) : (name[..colon], name[(colon + 1)..], digest);
    }
}
