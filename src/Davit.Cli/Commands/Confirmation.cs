namespace Davit.Cli.Commands;

/// <summary>Asks before something is lost.</summary>
internal static class Confirmation
{
    public static bool Ask(CommandContext context, string question)
    {
        context.Out.Write($"{question} [y/N] ");
        context.Out.Flush();
        var line = ReadLine(context.Input);
        return line.Trim().Equals("y", StringComparison.OrdinalIgnoreCase);
    }

    private static string ReadLine(Stream input)
    {
        var text = new System.Text.StringBuilder();
        Span<byte> one = stackalloc byte[1];
        while (input.Read(one) == 1 && one[0] != '\n')
        {
            text.Append((char)one[0]);
        }

        return text.ToString();
    }
}
