namespace Davit.Cli.Commands;

/// <summary>A command's place in the table.</summary>
/// <param name="Path">Its full path: <c>container ls</c>, or <c>version</c>.</param>
/// <param name="Make">Makes the command; called only when it is needed, which keeps start-up short.</param>
internal sealed record CommandEntry(string Path, Func<Command> Make)
{
    /// <summary>Other paths: <c>container list</c>.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The short form at the top level: <c>ps</c>.</summary>
    public string? Shortcut { get; init; }

    /// <summary>Listed first in the program's help.</summary>
    public bool IsCommon { get; init; }

    /// <summary>Works, but no list shows it.</summary>
    public bool Hidden { get; init; }

    public IEnumerable<string> Paths => Shortcut is null ? [Path, .. Aliases] : [Path, .. Aliases, Shortcut];
}
