namespace Davit.Daemon.Options;

/// <summary>The command line by pflag's rules: <c>--x=v</c>, <c>--x v</c>, <c>-Dl debug</c>, <c>-Hunix://…</c>.</summary>
internal static class OptionParser
{
    /// <exception cref="OptionException">With pflag's words.</exception>
    public static RawOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new RawOptions();
        for (var at = 0; at < arguments.Count; at++)
        {
            var argument = arguments[at];
            if (argument.StartsWith("--", StringComparison.Ordinal) && argument.Length > 2)
            {
                ParseLong(options, argument[2..], arguments, ref at);
            }
            else if (argument.Length > 1 && argument[0] == '-')
            {
                ParseShort(options, argument, arguments, ref at);
            }
            else
            {
                throw Usage("\"davit daemon\" accepts no arguments");
            }
        }

        return options;
    }

    private static void ParseLong(RawOptions options, string text, IReadOnlyList<string> arguments, ref int at)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var name = equals < 0 ? text : text[..equals];
        var option = OptionTable.ByName(name) ?? throw Usage($"unknown flag: --{name}");
        if (equals >= 0)
        {
            Set(options, option, text[(equals + 1)..], option.Flag);
        }
        else if (option.Kind is OptionKind.Switch)
        {
            options.Add(option, "true");
        }
        else
        {
            Set(options, option, Next(arguments, ref at, option.Flag), option.Flag);
        }
    }

    private static void ParseShort(RawOptions options, string argument, IReadOnlyList<string> arguments, ref int at)
    {
        for (var i = 1; i < argument.Length; i++)
        {
            var letter = argument[i];
            var option = OptionTable.ByLetter(letter) ?? throw Usage($"unknown shorthand flag: '{letter}' in {argument}");
            var shown = $"-{letter}, {option.Flag}";
            if (i + 1 < argument.Length && argument[i + 1] == '=')
            {
                Set(options, option, argument[(i + 2)..], shown);
                return;
            }

            if (option.Kind is OptionKind.Switch)
            {
                options.Add(option, "true");
                continue;
            }

            var value = i + 1 < argument.Length ? argument[(i + 1)..] : Next(arguments, ref at, $"'{letter}' in {argument}");
            Set(options, option, value, shown);
            return;
        }
    }

    private static string Next(IReadOnlyList<string> arguments, ref int at, string flag) =>
        ++at < arguments.Count ? arguments[at] : throw Usage($"flag needs an argument: {flag}");

    private static void Set(RawOptions options, OptionDefinition option, string value, string shown)
    {
        if (OptionValues.Check(option, value) is { } problem)
        {
            throw Usage($"invalid argument \"{value}\" for \"{shown}\" flag: {problem}");
        }

        options.Add(option, value);
    }

    private static OptionException Usage(string message) => new(message, usage: true);
}
