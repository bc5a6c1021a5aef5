using System.Text;

namespace Davit.Daemon.Options;

/// <summary>The text of <c>davit daemon --help</c>.</summary>
internal static class OptionHelp
{
    private const int HelpColumn = 42;

    public static string Compose()
    {
        var text = new StringBuilder("\nUsage:  davit daemon [OPTIONS]\n\nA self-sufficient runtime for containers.\n\nOptions:\n");
        foreach (var option in OptionTable.All)
        {
            var names = (option.Letter == '\0' ? "      " : $"  -{option.Letter}, ") + option.Flag + Value(option.Kind);
            text.Append(names.PadRight(HelpColumn)).Append(' ').Append(option.Help).Append(Default(option)).Append('\n');
        }

        return text.ToString();
    }

    private static string Value(OptionKind kind) => kind switch
    {
        OptionKind.Switch => "",
        OptionKind.Number => " int",
        OptionKind.List => " list",
        OptionKind.Map => " map",
        _ => " string",
    };

    private static string Default(OptionDefinition option) => (option.Kind, option.Default) switch
    {
        (_, "") => "",
        (OptionKind.Switch or OptionKind.Number, var value) => $" (default {value})",
        (_, var value) => $" (default \"{value}\")",
    };
}
