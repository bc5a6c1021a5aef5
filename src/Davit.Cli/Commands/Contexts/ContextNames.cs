using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;

namespace Davit.Cli.Commands.Contexts;

/// <summary>Checks on the names of contexts.</summary>
internal static class ContextNames
{
    public static CommandException NotFound(CommandContext context, string name) =>
        new($"context {GoText.Quote(name)}: context not found: open {context.Contexts.MetadataFile(name)}: no such file or directory");

    /// <summary>Throws <see cref="CommandException"/> for a name that no new context may have.</summary>
    public static void CheckNew(string name)
    {
        if (name.Length == 0)
        {
            throw new CommandException("context name cannot be empty");
        }

        if (name == ContextStore.DefaultName)
        {
            throw new CommandException("\"default\" is a reserved context name");
        }

        if (name.Length < 2 || !char.IsAsciiLetterOrDigit(name[0]) || !name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.' or '+' or '-'))
        {
            throw new CommandException($"context name {GoText.Quote(name)} is invalid, names are validated against regexp \"^[a-zA-Z0-9][a-zA-Z0-9_.+-]+$\"");
        }
    }
}
