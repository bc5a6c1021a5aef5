namespace Davit.Cli.Commands.Progress;

/// <summary>Where progress is shown.</summary>
/// <param name="Output">Flushed after every message.</param>
/// <param name="IsTerminal">Lines may change in place.</param>
/// <param name="Columns">Asked at every message: a window may change its size.</param>
internal sealed record ProgressScreen(TextWriter Output, bool IsTerminal, Func<int> Columns)
{
    private const int UnknownWidth = 200;

    public static ProgressScreen Standard(CommandContext context) =>
        new(context.Out, context.Terminal.OutputIsTerminal, () => context.Terminal.Size() is { Columns: > 0 } size ? size.Columns : UnknownWidth);

    /// <summary>For commands whose output is a result, such as a container's id.</summary>
    public static ProgressScreen Error(CommandContext context) =>
        new(context.Error, context.Terminal.ErrorIsTerminal, () => context.Terminal.ErrorSize() is { Columns: > 0 } size ? size.Columns : UnknownWidth);

    /// <summary>Shows nothing; failures still end the command.</summary>
    public static ProgressScreen Silent => new(TextWriter.Null, false, () => UnknownWidth);
}
