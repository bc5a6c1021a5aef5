namespace Davit.Cli;

/// <summary>What the client's exit status means, beyond a container's own (0–255).</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A command failed, in part or whole.</summary>
    public const int Failure = 1;

    /// <summary>A template of <c>--format</c> cannot be read.</summary>
    public const int Template = 64;

    /// <summary>A flag is wrong, or run/create could not make or start the container.</summary>
    public const int Usage = 125;

    /// <summary>run: the container's command cannot be invoked.</summary>
    public const int CannotInvoke = 126;

    /// <summary>run: the container's command does not exist.</summary>
    public const int NotFound = 127;
}
