using Davit.Cli.CommandLine;

namespace Davit.Cli.Terminal;

/// <summary>The keys that leave a container running: <c>ctrl-p,ctrl-q</c>.</summary>
internal static class DetachKeys
{
    public static readonly byte[] Usual = [16, 17];

    /// <summary>Throws <see cref="CommandException"/> for a key that has no code.</summary>
    public static byte[] Parse(string text) => text.Length == 0 ? Usual : [.. text.Split(',').Select(Code)];

    private static byte Code(string key)
    {
        if (key.Length == 1 && key[0] < 0x80)
        {
            return (byte)key[0];
        }

        if (key == "DEL")
        {
            return 127;
        }

        var parts = key.Split('-');
        if (parts.Length == 2 && parts[0].Equals("ctrl", StringComparison.OrdinalIgnoreCase) && parts[1].Length == 1)
        {
            var letter = char.ToLowerInvariant(parts[1][0]);
            var code = letter is >= 'a' and <= 'z' ? letter - 'a' + 1 : letter switch { '@' => 0, '[' => 27, '\\' => 28, ']' => 29, '^' => 30, '_' => 31, _ => -1 };
            if (code >= 0)
            {
                return (byte)code;
            }
        }

        throw new CommandException($"invalid detach keys ({key}) provided: Unknown character: {GoText.Quote(key).Replace('"', '\'')}");
    }
}
