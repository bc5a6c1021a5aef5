namespace Davit.Engine.Attaching;

/// <summary>Keys as <c>--detach-keys</c> writes them: <c>ctrl-p,ctrl-q</c>, single characters, comma separated.</summary>
internal static class DetachKeys
{
    public static IReadOnlyList<byte> Default { get; } = [16, 17];

    /// <exception cref="EngineException">A key that is none.</exception>
    public static IReadOnlyList<byte> Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Default;
        }

        return [.. text.Split(',').Select(ParseKey)];
    }

    private static byte ParseKey(string key)
    {
        if (key.Length == 1 && key[0] < 128)
        {
            return (byte)key[0];
        }

        return key.StartsWith("ctrl-", StringComparison.Ordinal) && key.Length == 6
            ? Control(key)
            : throw Unknown(key);
    }

    private static byte Control(string key) => key[5] switch
    {
        >= 'a' and <= 'z' => (byte)(key[5] - 'a' + 1),
        '@' => 0,
        '[' => 27,
        '\\' => 28,
        ']' => 29,
        '^' => 30,
        '_' => 31,
        _ => throw Unknown(key),
    };

    private static EngineException Unknown(string key) => EngineException.Invalid($"invalid escape keys provided: Unknown character: '{key}'");
}
