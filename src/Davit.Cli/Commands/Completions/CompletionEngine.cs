using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands.Completions;

/// <summary>Works out candidates from the table of commands and, for names, from the daemon.</summary>
internal sealed class CompletionEngine(CommandContext context)
{
    /// <summary>Candidates for the last word, those that begin as it does.</summary>
    public IEnumerable<(string Value, string Description)> Complete(List<string> words)
    {
        var typed = words[^1];
        var before = words[..^1];
        return Candidates(before, typed).Where(candidate => candidate.Value == ":files" || candidate.Value.StartsWith(typed, StringComparison.Ordinal));
    }

    private IEnumerable<(string Value, string Description)> Candidates(List<string> before, string typed)
    {
        var globals = new GlobalOptions();
        var position = SkipGlobals(before, globals, out var pending);
        if (pending is not null)
        {
            return Values(pending, typed);
        }

        ApplyGlobals(before[..position]);
        before = before[position..];
        if (before.Count == 0)
        {
            return typed.StartsWith('-') ? Flags(globals.Flags) : Commands();
        }

        if (CommandTable.Find(before, out var used) is { } entry)
        {
            return ForCommand(entry.Make(), before[used..], typed);
        }

        return before.Count == 1 && CommandTable.Group(before[0]) is not null ? Inside(before[0]) : [];
    }

    /// <summary>The index of the command's name. <paramref name="pending"/>: the flag whose value is being typed.</summary>
    private static int SkipGlobals(List<string> words, GlobalOptions globals, out Flag? pending)
    {
        pending = null;
        var index = 0;
        while (index < words.Count && words[index].StartsWith('-'))
        {
            var flag = Find(globals.Flags, words[index]);
            index++;
            if (flag is { BareValue: null } && !words[index - 1].Contains('=', StringComparison.Ordinal))
            {
                pending = index == words.Count ? flag : null;
                index++;
            }
        }

        return Math.Min(index, words.Count);
    }

    /// <summary>The names must come from the daemon that the command line would talk to.</summary>
    private void ApplyGlobals(List<string> words)
    {
        try
        {
            new FlagSet(context.Globals.Flags).Parse(words, interspersed: false);
        }
        catch (UsageException)
        {
            // a half-typed option: completion goes on without it
        }
    }

    private IEnumerable<(string Value, string Description)> ForCommand(Command command, List<string> words, string typed)
    {
        var flags = command.Flags.Where(flag => !flag.Hidden).ToList();
        Flag? pending = null;
        var positional = new List<string>();
        foreach (var word in words)
        {
            var flag = pending is null && word.StartsWith('-') && (command.Interspersed || positional.Count == 0) ? Find(flags, word) : null;
            var isValue = pending is not null;
            pending = flag is { BareValue: null } && !word.Contains('=', StringComparison.Ordinal) ? flag : null;
            if (!isValue && flag is null && !word.StartsWith('-'))
            {
                positional.Add(word);
            }
        }

        if (pending is not null)
        {
            return Values(pending, typed);
        }

        if (typed.StartsWith("--", StringComparison.Ordinal) && typed.IndexOf('=', StringComparison.Ordinal) is > 0 and var equals && Find(flags, typed) is { } assigned)
        {
            return Values(assigned, typed[(equals + 1)..]).Select(candidate => (candidate.Value == ":files" ? candidate.Value : typed[..(equals + 1)] + candidate.Value, candidate.Description));
        }

        if (typed.StartsWith('-') && (command.Interspersed || positional.Count == 0))
        {
            return Flags(flags);
        }

        if (positional.Count >= command.Arguments.Most || (!command.Interspersed && positional.Count > 0))
        {
            return command.Interspersed ? [] : [(":files", string.Empty)];
        }

        return command.Candidates.Count > 0 ? command.Candidates.Select(candidate => (candidate, string.Empty)) : new ObjectNames(context).Find(command.Completes);
    }

    private IEnumerable<(string Value, string Description)> Values(Flag flag, string typed) => flag.Candidates.Count > 0
        ? flag.Candidates.Select(candidate => (candidate, string.Empty))
        : flag.Name is "volume" && typed.StartsWith('/') ? [(":files", string.Empty)] : new ObjectNames(context).Find(flag.Completion);

    private static Flag? Find(IEnumerable<Flag> flags, string word)
    {
        var name = word.TrimStart('-').Split('=')[0];
        return word.StartsWith("--", StringComparison.Ordinal)
            ? flags.FirstOrDefault(flag => flag.Name == name)
            : flags.FirstOrDefault(flag => name.Length > 0 && flag.Shorthand == name[^1]);
    }

    private static IEnumerable<(string Value, string Description)> Flags(IEnumerable<Flag> flags) =>
        flags.Where(flag => !flag.Hidden).OrderBy(flag => flag.Name, StringComparer.Ordinal).Select(flag => ($"--{flag.Name}", FirstLine(flag.Usage)));

    private static IEnumerable<(string Value, string Description)> Commands() =>
        CommandTable.TopLevel().Select(pair => (pair.Name, pair.Entry.Make().Summary))
            .Concat(CommandTable.Groups.Select(group => (group.Name, group.Summary))).OrderBy(pair => pair.Item1, StringComparer.Ordinal);

    private static IEnumerable<(string Value, string Description)> Inside(string group) =>
        CommandTable.InGroup(group).Select(entry => (entry.Path[(group.Length + 1)..], entry.Make().Summary)).OrderBy(pair => pair.Item1, StringComparer.Ordinal);

    private static string FirstLine(string text) => text.Split('\n')[0];
}
