namespace Davit.Cli.CommandLine;

/// <summary>Reads arguments with pflag's rules: clustered short flags, <c>--f=v</c>, <c>--rm=false</c>, repeats, <c>--</c>.</summary>
internal sealed class FlagSet
{
    private readonly Dictionary<string, Flag> _byName = new(StringComparer.Ordinal);
    private readonly Dictionary<char, Flag> _byShorthand = [];
    private readonly List<Flag> _flags = [];

    public FlagSet(IEnumerable<Flag> flags)
    {
        foreach (var flag in flags)
        {
            _flags.Add(flag);
            _byName.Add(flag.Name, flag);
            if (flag.Shorthand != '\0')
            {
                _byShorthand.Add(flag.Shorthand, flag);
            }
        }
    }

    public IReadOnlyList<Flag> Flags => _flags;

    /// <summary>True after <see cref="Parse"/> where <c>--help</c> was met; parsing stopped there.</summary>
    public bool HelpRequested { get; private set; }

    /// <summary>Lines for standard error that the use of deprecated flags calls for.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>
    /// Returns the positional arguments. With <paramref name="interspersed"/> false the first of them ends the flags,
    /// so that <c>run IMAGE ls -l</c> leaves <c>-l</c> to the container. Throws <see cref="UsageException"/>.
    /// </summary>
    public List<string> Parse(IReadOnlyList<string> arguments, bool interspersed)
    {
        var rest = new List<string>();
        for (var index = 0; index < arguments.Count && !HelpRequested; index++)
        {
            var argument = arguments[index];
            if (argument.Length < 2 || argument[0] != '-')
            {
                rest.Add(argument);
                if (!interspersed)
                {
                    rest.AddRange(arguments.Skip(index + 1));
                    return rest;
                }
            }
            else if (argument == "--")
            {
                rest.AddRange(arguments.Skip(index + 1));
                return rest;
            }
            else if (argument[1] == '-')
            {
                ParseLong(argument, arguments, ref index);
            }
            else
            {
                ParseCluster(argument, arguments, ref index);
            }
        }

        return rest;
    }

    private void ParseLong(string argument, IReadOnlyList<string> arguments, ref int index)
    {
        var body = argument[2..];
        if (body[0] is '-' or '=')
        {
            throw Bad($"bad flag syntax: {argument}");
        }

        var equals = body.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? body : body[..equals];
        if (!_byName.TryGetValue(name, out var flag))
        {
            HelpRequested = name == "help" ? true : throw Bad($"unknown flag: --{name}");
            return;
        }

        if (equals >= 0)
        {
            Set(flag, body[(equals + 1)..]);
        }
        else if (flag.BareValue is { } bare)
        {
            Set(flag, bare);
        }
        else if (index + 1 < arguments.Count)
        {
            Set(flag, arguments[++index]);
        }
        else
        {
            throw Bad($"flag needs an argument: {argument}");
        }
    }

    private void ParseCluster(string argument, IReadOnlyList<string> arguments, ref int index)
    {
        var cluster = argument[1..];
        for (var position = 0; position < cluster.Length; position++)
        {
            if (!_byShorthand.TryGetValue(cluster[position], out var flag))
            {
                HelpRequested = cluster[position] == 'h' ? true : throw Bad($"unknown shorthand flag: {GoText.Quote(cluster[position].ToString()).Replace('"', '\'')} in -{cluster[position..]}");
                return;
            }

            var rest = cluster[(position + 1)..];
            if (rest is ['=', _, ..])
            {
                Set(flag, rest[1..]);
                return;
            }

            if (flag.BareValue is { } bare)
            {
                Set(flag, bare);
                continue;
            }

            if (rest.Length == 0 && index + 1 >= arguments.Count)
            {
                throw Bad($"flag needs an argument: '{cluster[position]}' in -{cluster[position..]}");
            }

            Set(flag, rest.Length > 0 ? rest : arguments[++index]);
            return;
        }
    }

    private void Set(Flag flag, string value)
    {
        try
        {
            flag.Set(value);
        }
        catch (FlagValueException error)
        {
            throw Bad($"invalid argument {GoText.Quote(value)} for \"{flag.Label}\" flag: {error.Message}");
        }

        if (flag.Deprecated is { } hint)
        {
            Warnings.Add($"Flag --{flag.Name} has been deprecated, {hint}");
        }
    }

    private static UsageException Bad(string message) => new(message, ExitCodes.Usage);
}
