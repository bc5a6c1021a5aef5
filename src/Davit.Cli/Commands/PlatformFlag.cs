using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands;

/// <summary>The <c>--platform</c> flag.</summary>
internal static class PlatformFlag
{
    private static readonly string[] s_usual = ["linux/386", "linux/amd64", "linux/arm/v6", "linux/arm/v7", "linux/arm64", "linux/ppc64le", "linux/riscv64", "linux/s390x"];

    public static StringFlag Make(string usage) => new("platform", '\0', usage) { Candidates = s_usual };
}
