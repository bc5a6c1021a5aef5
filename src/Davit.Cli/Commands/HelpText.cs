using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands;

/// <summary>What <c>--help</c> prints, all of it from the table of commands.</summary>
internal static class HelpText
{
    private const int NameWidth = 12;

    /// <summary>The usage line or lines of a command, without the word "Usage".</summary>
    public static string UsageLines(string path, Command command) =>
        string.Join("\n\t", command.Usage.Split('\n').Select(form => form.Length == 0 ? path : $"{path} {form}"));

    public static void WriteCommand(CommandContext context, CommandEntry entry, string calledAs)
    {
        var command = entry.Make();
        var output = context.Out;
        output.WriteLine($"Usage:  {UsageLines($"{context.ProgramName} {calledAs}", command)}");
        output.WriteLine();
        output.WriteLine(command.Summary);
        if (command.Details.Length > 0)
        {
            output.WriteLine();
            output.WriteLine(command.Details.Replace("{program}", context.ProgramName, StringComparison.Ordinal));
        }

        if (entry.Paths.Count() > 1)
        {
            output.WriteLine();
            output.WriteLine("Aliases:");
            output.WriteLine("  " + string.Join(", ", entry.Paths.Select(path => $"{context.ProgramName} {path}")));
        }

        var options = FlagUsages.Write(command.Flags, Math.Max(context.Terminal.Columns - 1, 40));
        if (options.Length > 0)
        {
            output.WriteLine();
            output.WriteLine("Options:");
            output.Write(options);
        }

        WriteExamples(context, command);
    }

    public static void WriteGroup(CommandContext context, CommandGroup group)
    {
        var output = context.Out;
        output.WriteLine($"Usage:  {context.ProgramName} {group.Name} COMMAND");
        output.WriteLine();
        output.WriteLine(group.Summary);
        output.WriteLine();
        output.WriteLine("Commands:");
        WriteList(output, CommandTable.InGroup(group.Name).Select(entry => (entry.Path[(group.Name.Length + 1)..], entry.Make().Summary)));
        output.WriteLine();
        output.WriteLine($"Run '{context.ProgramName} {group.Name} COMMAND --help' for more information on a command.");
    }

    public static void WriteProgram(CommandContext context)
    {
        var output = context.Out;
        output.WriteLine($"Usage:  {context.ProgramName} [OPTIONS] COMMAND");
        output.WriteLine();
        output.WriteLine("A container engine: one program, from the command line to the kernel");
        output.WriteLine();
        output.WriteLine("Common Commands:");
        WriteList(output, CommandTable.TopLevel().Where(pair => pair.Entry.IsCommon).Select(pair => (pair.Name, pair.Entry.Make().Summary)), sorted: false);
        output.WriteLine();
        output.WriteLine("Management Commands:");
        WriteList(output, CommandTable.Groups.Where(group => !group.Hidden).Select(group => (group.Name, group.Summary)));
        output.WriteLine();
        output.WriteLine("Commands:");
        WriteList(output, CommandTable.TopLevel().Where(pair => !pair.Entry.IsCommon).Select(pair => (pair.Name, pair.Entry.Make().Summary)));
        output.WriteLine();
        output.WriteLine("Engine:");
        WriteList(output, [("daemon", "Run the engine that the other commands talk to"), ("oci", "Run containers from OCI bundles, with runc's command line")]);
        output.WriteLine();
        output.WriteLine("Global Options:");
        output.Write(FlagUsages.Write(context.Globals.Flags, Math.Max(context.Terminal.Columns - 1, 40)));
        output.WriteLine();
        output.WriteLine($"Run '{context.ProgramName} COMMAND --help' for more information on a command.");
    }

    private static void WriteExamples(CommandContext context, Command command)
    {
        if (command.Examples.Count == 0)
        {
            return;
        }

        context.Out.WriteLine();
        context.Out.WriteLine("Examples:");
        foreach (var (line, meaning) in command.Examples)
        {
            context.Out.WriteLine($"  {context.ProgramName} {line}");
            context.Out.WriteLine($"      {meaning}");
        }
    }

    private static void WriteList(TextWriter output, IEnumerable<(string Name, string Summary)> commands, bool sorted = true)
    {
        foreach (var (name, summary) in sorted ? commands.OrderBy(pair => pair.Name, StringComparer.Ordinal) : commands)
        {
            output.WriteLine($"  {name.PadRight(NameWidth)}{summary}");
        }
    }
}
