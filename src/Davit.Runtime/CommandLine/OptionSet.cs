namespace Davit.Runtime.CommandLine;

/// <summary>
/// Options of one command as Go's flag package reads them (runc's parser): one dash or two, value behind "=" or as the next
/// word, options end at the first word that is none.
/// </summary>
internal sealed class OptionSet
{
    private readonly Dictionary<string, List<string>> values = [];

    /// <summary>Words after the options.</summary>
    public IReadOnlyList<string> Rest { get; private init; } = [];

    /// <param name="args">The words after the command's name.</param>
    /// <param name="flags">Names of options without a value; aliases as <c>detach|d</c>.</param>
    /// <param name="valued">Names of options with one.</param>
    /// <exception cref="CommandException">An option is unknown or lacks its value.</exception>
    public static OptionSet Parse(IReadOnlyList<string> args, IReadOnlyList<string> flags, IReadOnlyList<string> valued)
    {
        var names = new Dictionary<string, (string Name, bool IsFlag)>();
        AddNames(names, flags, isFlag: true);
        AddNames(names, valued, isFlag: false);
        var found = new List<(string Name, string Value)>();
        var i = 0;
        for (; i < args.Count && args[i].StartsWith('-') && args[i].Length > 1; i++)
        {
            if (args[i] == "--")
            {
                i++;
                break;
            }

            var word = args[i].TrimStart('-');
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var key = equals < 0 ? word : word[..equals];
            if (!names.TryGetValue(key, out var option))
            {
                throw new CommandException($"unknown option {args[i]}");
            }

            var inline = equals < 0 ? null : word[(equals + 1)..];
            if (!option.IsFlag && inline is null && ++i >= args.Count)
            {
                throw new CommandException($"option --{key} needs a value");
            }

            found.Add((option.Name, inline ?? (option.IsFlag ? "true" : args[i])));
        }

        var result = new OptionSet { Rest = [.. args.Skip(i)] };
        foreach (var (name, value) in found)
        {
            result.Add(name, value);
        }

        return result;
    }

    public bool Has(string name) => values.TryGetValue(name, out var all) && all[^1] is "true" or "1" or "t" or "T" or "TRUE" or "True";

    public string? Get(string name) => values.TryGetValue(name, out var all) ? all[^1] : null;

    public IReadOnlyList<string> All(string name) => values.TryGetValue(name, out var all) ? all : [];

    public int GetInt(string name, int absent) => Get(name) switch
    {
        null => absent,
        { } text when int.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var value) => value,
        { } text => throw new CommandException($"option --{name}: \"{text}\" is no number"),
    };

    /// <summary>The container's id, the first word.</summary>
    public string Id => Rest.Count > 0 ? Rest[0] : throw new CommandException("a container id is needed");

    private void Add(string name, string value)
    {
        if (!values.TryGetValue(name, out var all))
        {
            values[name] = all = [];
        }

        all.Add(value);
    }

    private static void AddNames(
        Dictionary<string, (string Name, bool IsFlag)> names, IReadOnlyList<string> options, bool isFlag)
    {
        foreach (var option in options)
        {
            var aliases = option.Split('|');
            foreach (var alias in aliases)
            {
                names[alias] = (aliases[0], isFlag);
            }
        }
    }
}
