using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Completions;

/// <summary>
/// Answers a shell: candidates for the last of the words, a line each, with a tab and a description. <c>:files</c> asks the
/// shell for its own file names.
/// </summary>
internal sealed class CompleteCommand : Command
{
    public override string Summary => "List completions for a shell";

    public override string Usage => "[WORD...]";

    public override bool TakesRawArguments => true;

    public override ArgumentRule Arguments => ArgumentRule.Any;

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        var words = arguments.Count > 0 ? arguments.ToList() : [string.Empty];
        foreach (var (value, description) in new CompletionEngine(context).Complete(words))
        {
            context.Out.WriteLine(description.Length > 0 ? $"{value}\t{description}" : value);
        }

        return ExitCodes.Success;
    }
}
