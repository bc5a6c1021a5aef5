namespace Davit.Oci;

/// <summary>
/// An image's name with docker's rules (distribution/reference): <c>[domain/]path[:tag][@digest]</c>, normalised so that
/// <c>debian</c> is <c>docker.io/library/debian</c>. Comparison is by the canonical text.
/// </summary>
public sealed record Reference
{
    private const string DefaultDomain = "docker.io";
    private const int NameLengthLimit = 255;

    /// <summary>The registry, with its port (<c>docker.io</c>, <c>localhost:5000</c>).</summary>
    public required string Domain { get; init; }

    /// <summary>The repository in it (<c>library/debian</c>).</summary>
    public required string Path { get; init; }

    public string? Tag { get; init; }

    public Digest? Digest { get; init; }

    /// <summary><c>docker.io/library/debian</c>.</summary>
    public string Name => Domain + "/" + Path;

    /// <summary>The repository as people write it: <c>debian</c>.</summary>
    public string FamiliarName => Domain != DefaultDomain
        ? Name
        : Path.StartsWith("library/", StringComparison.Ordinal) && Path.IndexOf('/', 8) < 0 ? Path[8..] : Path;

    /// <summary><c>docker.io/library/debian:latest</c>.</summary>
    public string CanonicalText => Name + Suffix;

    /// <summary>The whole reference as people write it: <c>debian:latest</c>.</summary>
    public string FamiliarText => FamiliarName + Suffix;

    private string Suffix => (Tag is null ? "" : ":" + Tag) + (Digest is { } digest ? "@" + digest.Text : "");

    /// <summary>What stands for it in its repository: the digest if it has one, else the tag; null for a bare name.</summary>
    public string? TagOrDigest => Digest?.Text ?? Tag;

    /// <summary>This reference, with the tag <c>latest</c> if it has neither tag nor digest.</summary>
    public Reference WithDefaultTag() => Tag is null && Digest is null ? this with { Tag = "latest" } : this;

    /// <summary>Reads a reference; a malformed one is a <see cref="FormatException"/> in docker's words.</summary>
    public static Reference Parse(string text)
    {
        var error = ReferenceParser.Parse(text, out var reference);
        return error is null ? reference! : throw new FormatException(error);
    }

    public static bool TryParse(string? text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Reference? reference) =>
        ReferenceParser.Parse(text ?? "", out reference) is null;

    /// <summary>Whether the text is a tag that docker accepts.</summary>
    public static bool IsTag(ReadOnlySpan<char> text) => ReferenceParser.IsTag(text);

    public override string ToString() => FamiliarText;

    internal static (string Domain, string Remainder) SplitDomain(string text)
    {
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var first = slash < 0 ? "" : text[..slash];
        var isDomain = slash >= 0
            && (first.AsSpan().IndexOfAny('.', ':') >= 0 || first == "localhost" || !first.Equals(first.ToLowerInvariant(), StringComparison.Ordinal));
        var (domain, remainder) = isDomain ? (first, text[(slash + 1)..]) : (DefaultDomain, text);
        if (domain == "index.docker.io")
        {
            domain = DefaultDomain;
        }

        return domain == DefaultDomain && !remainder.Contains('/', StringComparison.Ordinal)
            ? (domain, "library/" + remainder)
            : (domain, remainder);
    }

    internal static bool IsTooLong(string name) => name.Length > NameLengthLimit;
}
