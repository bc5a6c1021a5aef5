using System.Buffers;
using System.Text;
using System.Text.Json;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands;

/// <summary><c>linux/arm64/v8</c> as the document that newer routes take.</summary>
internal static class PlatformText
{
    private static readonly HashSet<string> s_systems =
    [
        "aix", "android", "darwin", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux", "nacl", "netbsd", "openbsd", "plan9", "solaris", "windows", "zos",
    ];

    private static readonly HashSet<string> s_machines =
    [
        "386", "amd64", "amd64p32", "arm", "armbe", "arm64", "arm64be", "ppc64", "ppc64le", "loong64", "mips", "mipsle", "mips64", "mips64le", "mips64p32",
        "mips64p32le", "ppc", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm",
    ];

    /// <summary>Empty for empty. Throws <see cref="CommandException"/>, its message after <paramref name="prefix"/>.</summary>
    public static string ToJson(string text, string prefix = "invalid platform: ")
    {
        if (text.Length == 0)
        {
            return text;
        }

        var (system, machine, variant) = Parse(text, prefix);
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("architecture", machine);
            writer.WriteString("os", system);
            if (variant.Length > 0)
            {
                writer.WriteString("variant", variant);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>In the usual words: <c>linux/amd64</c> for <c>x86_64</c>. Empty for empty.</summary>
    public static string Normalize(string text, string prefix)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var (system, machine, variant) = Parse(text, prefix);
        return variant.Length == 0 ? $"{system}/{machine}" : $"{system}/{machine}/{variant}";
    }

    /// <summary>What a flag says, or DOCKER_DEFAULT_PLATFORM where it was not given.</summary>
    public static string OrDefault(StringFlag flag, CommandContext context) =>
        flag.Changed ? flag.Value : context.Variable("DOCKER_DEFAULT_PLATFORM") ?? string.Empty;

    private static (string System, string Machine, string Variant) Parse(string text, string prefix)
    {
        var parts = text.Split('/');
        if (parts.FirstOrDefault(part => part.Length == 0 || !part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-' or '.')) is { } wrong)
        {
            throw new CommandException($"{prefix}{GoText.Quote(wrong)} is an invalid component of {GoText.Quote(text)}: platform specifier component must match \"^[A-Za-z0-9_.-]+$\": invalid argument");
        }

        return parts switch
        {
            [var one] => ParseOne(text, one, prefix),
            [var system, var machine] => WithUsualVariant(System(system), Machine(machine, string.Empty), drop: true),
            [var system, var machine, var variant] => WithUsualVariant(System(system), Machine(machine, variant), drop: false),
            _ => throw new CommandException($"{prefix}{GoText.Quote(text)}: cannot parse platform specifier: invalid argument"),
        };
    }

    private static (string System, string Machine, string Variant) ParseOne(string text, string word, string prefix)
    {
        if (s_systems.Contains(System(word)))
        {
            return (System(word), Own(), string.Empty);
        }

        var (machine, variant) = Machine(word, string.Empty);
        return s_machines.Contains(machine)
            ? ("linux", machine, machine == "arm" && variant == "v7" ? string.Empty : variant)
            : throw new CommandException($"{prefix}{GoText.Quote(text)}: unknown operating system or architecture: invalid argument");
    }

    /// <summary>The usual variant goes without saying, unless it was said.</summary>
    private static (string System, string Machine, string Variant) WithUsualVariant(string system, (string Machine, string Variant) of, bool drop) =>
        drop ? (system, of.Machine, of is ("arm", "v7") ? string.Empty : of.Variant) : (system, of.Machine, of is ("arm64", "") ? "v8" : of.Variant);

    private static string System(string text) => text.ToLowerInvariant() is var lower && lower == "macos" ? "darwin" : lower;

    private static (string Machine, string Variant) Machine(string machine, string variant) => (machine.ToLowerInvariant(), variant.ToLowerInvariant()) switch
    {
        ("i386", _) => ("386", string.Empty),
        ("x86_64" or "x86-64" or "amd64", "v1") => ("amd64", string.Empty),
        ("x86_64" or "x86-64" or "amd64", var level) => ("amd64", level),
        ("aarch64" or "arm64", "8" or "v8" or "v8.0") => ("arm64", string.Empty),
        ("aarch64" or "arm64", var level) => ("arm64", level),
        ("armhf", _) => ("arm", "v7"),
        ("armel", _) => ("arm", "v6"),
        ("arm", "" or "7") => ("arm", "v7"),
        ("arm", "5" or "6" or "8") => ("arm", "v" + variant),
        var other => other,
    };

    private static string Own() => global::System.Runtime.InteropServices.RuntimeInformation.ProcessArchitecture == global::System.Runtime.InteropServices.Architecture.Arm64 ? "arm64" : "amd64";
}
