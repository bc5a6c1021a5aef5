namespace Davit.Cli.Commands;

/// <summary>The list of what a prune removed.</summary>
internal static class PruneOutput
{
    public static void Write(CommandContext context, string title, IReadOnlyList<string> removed)
    {
        if (removed.Count == 0)
        {
            return;
        }

        context.Out.WriteLine(title);
        foreach (var name in removed)
        {
            context.Out.WriteLine(name);
        }

        context.Out.WriteLine();
    }
}
