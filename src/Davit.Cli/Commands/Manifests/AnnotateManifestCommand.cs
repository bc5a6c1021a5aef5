using Davit.Api.Images;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Manifests;

internal sealed class AnnotateManifestCommand : Command
{
    /// <summary>What Go programs can be made for: docker takes no other.</summary>
    private static readonly HashSet<string> s_platforms =
    [
        "darwin/386", "darwin/amd64", "darwin/arm", "darwin/arm64", "dragonfly/amd64", "freebsd/386", "freebsd/amd64", "freebsd/arm",
        "linux/386", "linux/amd64", "linux/arm", "linux/arm64", "linux/ppc64le", "linux/mips64", "linux/mips64le", "linux/riscv64", "linux/s390x",
        "netbsd/386", "netbsd/amd64", "netbsd/arm", "openbsd/386", "openbsd/amd64", "openbsd/arm", "plan9/386", "plan9/amd64", "solaris/amd64",
        "windows/386", "windows/amd64",
    ];

    private readonly StringFlag _machine = new("arch", '\0', "Set architecture");
    private readonly StringFlag _system = new("os", '\0', "Set operating system");
    private readonly ListFlag _features = new("os-features", '\0', "Set operating system feature", "strings") { CommaSeparated = true };
    private readonly StringFlag _version = new("os-version", '\0', "Set operating system version");
    private readonly StringFlag _variant = new("variant", '\0', "Set architecture variant");

    public override string Summary => "Add additional information to a local image manifest";

    public override string Usage => "[OPTIONS] MANIFEST_LIST MANIFEST";

    public override IEnumerable<Flag> Flags => [_machine, _system, _features, _version, _variant];

    public override ArgumentRule Arguments => ArgumentRule.Exactly(2);

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var list = Parse(arguments[0], "manifest list ");
        var name = Parse(arguments[1], "manifest ");
        var store = new ManifestStore(context.ConfigDirectory);
        var manifest = store.Find(list, name) ?? throw new CommandException($"manifest for image {arguments[1]} does not exist in {arguments[0]}");
        var platform = Change(manifest.Descriptor.Platform ?? new OciPlatform());
        if (!s_platforms.Contains($"{platform.Os}/{platform.Architecture}"))
        {
            throw new CommandException($"manifest entry for image has unsupported os/arch combination: {_system.Value}/{_machine.Value}");
        }

        store.Save(list, name, manifest with { Descriptor = manifest.Descriptor with { Platform = platform } });
        return ExitCodes.Success;
    }

    private OciPlatform Change(OciPlatform platform) => platform with
    {
        Os = Or(_system, platform.Os),
        Architecture = Or(_machine, platform.Architecture),
        Variant = _variant.Value.Length > 0 ? _variant.Value : platform.Variant,
        OsVersion = _version.Value.Length > 0 ? _version.Value : platform.OsVersion,
        OsFeatures = _features.Values.Count == 0 ? platform.OsFeatures : [.. (platform.OsFeatures ?? []).Union(_features.Values, StringComparer.Ordinal)],
    };

    private static string Or(StringFlag flag, string before) => flag.Value.Length > 0 ? flag.Value : before;

    private static ImageReference Parse(string name, string what)
    {
        try
        {
            return ManifestText.Parse(name);
        }
        catch (CommandException error)
        {
            throw new CommandException($"annotate: error parsing name for {what}{name}: {error.Message}");
        }
    }
}
