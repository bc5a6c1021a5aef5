namespace Davit.Cli.Commands;

/// <summary>Asks before something is lost.</summary>
internal static class Confirmation
{
    public static bool Ask(CommandContext context, string question)
    {
        return AskLine(context, $"{question} [y/N] ").Trim().Equals("y", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>One line of what is typed, without its end.</summary>
    public static string AskLine(CommandContext context, string question)
    {
        context.Out.Write(question);
        context.Out.Flush();
        return ReadLine(context.Input);
    }

    private static string ReadLine(Stream input)
    {
        var text = new List<byte>();
        Span<byte> one = stackalloc byte[1];
        while (input.Read(one) == 1 && one[0] != '\n')
        {
            text.Add(one[0]);
        }

        return System.Text.Encoding.UTF8.GetString(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(text)).TrimEnd('\r');
    }
}
