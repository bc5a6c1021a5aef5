using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Registries;

/// <summary>Signatures of the kind that a notary server keeps: not had, and never silently left out where they are asked for.</summary>
internal static class ContentTrust
{
    public static BoolFlag Flag(string usage) => new("disable-content-trust", '\0', usage, initial: true);

    /// <summary>Throws <see cref="CommandException"/> where the flag or DOCKER_CONTENT_TRUST asks for signatures.</summary>
    public static void Refuse(CommandContext context, BoolFlag disable)
    {
        var wanted = disable.Changed ? !disable.Value : context.Variable("DOCKER_CONTENT_TRUST") is { } variable && !IsFalse(variable);
        if (wanted)
        {
            throw new CommandException("content trust is not supported: unset DOCKER_CONTENT_TRUST or use --disable-content-trust; a digest (NAME@sha256:...) pins an image");
        }
    }

    private static bool IsFalse(string text) => text is "0" or "f" or "F" or "false" or "FALSE" or "False";
}
