using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace Davit.Oci;

/// <summary>What an image runs on (image-spec image-index.md, <c>platform</c>).</summary>
public sealed record Platform
{
    [JsonPropertyName("architecture")]
    public string Architecture { get; init; } = "";

    [JsonPropertyName("os")]
    public string Os { get; init; } = "";

    [JsonPropertyName("os.version")]
    public string? OsVersion { get; init; }

    [JsonPropertyName("os.features")]
    public IReadOnlyList<string>? OsFeatures { get; init; }

    [JsonPropertyName("variant")]
    public string? Variant { get; init; }

    /// <summary>The platform of this machine, in Go's words (<c>linux/amd64</c>).</summary>
    public static Platform Host { get; } = new()
    {
        Os = "linux",
        Architecture = RuntimeInformation.OSArchitecture switch
        {
            System.Runtime.InteropServices.Architecture.X64 => "amd64",
            System.Runtime.InteropServices.Architecture.Arm64 => "arm64",
            System.Runtime.InteropServices.Architecture.Arm => "arm",
            System.Runtime.InteropServices.Architecture.S390x => "s390x",
            System.Runtime.InteropServices.Architecture.Ppc64le => "ppc64le",
            System.Runtime.InteropServices.Architecture.RiscV64 => "riscv64",
            System.Runtime.InteropServices.Architecture.LoongArch64 => "loong64",
            var other => other.ToString().ToLowerInvariant(),
        },
    };

    /// <summary>Reads <c>os[/arch[/variant]]</c> or <c>arch</c> as containerd's platforms package does; common other names are normalised.</summary>
    public static bool TryParse(string? text, out Platform platform)
    {
        platform = Host;
        var parts = (text ?? "").Split('/');
        if (parts.Length > 3 || parts.Any(part => part.Length == 0 || !part.All(IsNameCharacter)))
        {
            return false;
        }

        var (os, architecture, variant) = parts switch
        {
            [var only] when IsOs(only) => (only, Host.Architecture, null),
            [var only] => ("linux", only, null),
            [var first, var second] => (first, second, null),
            [var first, var second, var third] => (first, second, (string?)third),
            _ => ("", "", null),
        };
        (architecture, variant) = Normalise(architecture.ToLowerInvariant(), variant?.ToLowerInvariant());
        if (parts.Length == 1 && !IsArchitecture(architecture))
        {
            return false;
        }

        platform = new Platform { Os = os.ToLowerInvariant(), Architecture = architecture, Variant = variant };
        return true;
    }

    /// <summary>Whether an image for this platform runs on <paramref name="other"/>; an absent variant fits every variant.</summary>
    public bool Matches(Platform other)
    {
        var (architecture, variant) = Normalise(Architecture, Variant);
        var (otherArchitecture, otherVariant) = Normalise(other.Architecture, other.Variant);
        return Os == other.Os && architecture == otherArchitecture
            && (variant is null or "" || otherVariant is null or "" || variant == otherVariant);
    }

    public override string ToString() =>
        string.Join('/', new[] { Os, Architecture, Variant ?? "" }.Where(part => part.Length > 0));

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    private static bool IsOs(string text) => text.ToLowerInvariant() is
        "linux" or "windows" or "darwin" or "freebsd" or "netbsd" or "openbsd" or "dragonfly" or "solaris" or "illumos" or "plan9" or "aix" or "android";

    private static bool IsArchitecture(string text) => text is
        "386" or "amd64" or "arm" or "arm64" or "loong64" or "mips" or "mipsle" or "mips64" or "mips64le" or "ppc" or "ppc64" or "ppc64le" or "riscv64" or "s390x" or "wasm";

    private static (string Architecture, string? Variant) Normalise(string architecture, string? variant) => (architecture, variant) switch
    {
        ("x86_64" or "x86-64", _) => ("amd64", variant),
        ("i386", _) => ("386", variant),
        ("aarch64", "8" or "v8" or null) => ("arm64", null),
        ("aarch64", _) => ("arm64", variant),
        ("arm64", "8" or "v8") => ("arm64", null),
        ("armhf", _) => ("arm", "v7"),
        ("armel", _) => ("arm", "v6"),
        ("arm", "5" or "6" or "7" or "8") => ("arm", "v" + variant),
        ("amd64", "v1") => ("amd64", null),
        _ => (architecture, variant),
    };
}
