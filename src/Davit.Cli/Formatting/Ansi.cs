namespace Davit.Cli.Formatting;

/// <summary>Colours and emphasis of a terminal (ECMA-48, SGR).</summary>
internal static class Ansi
{
    public const string Bold = "\u001b[1m";
    public const string Faint = "\u001b[2m";
    public const string Italic = "\u001b[3m";
    public const string Underline = "\u001b[4m";
    public const string Usual = "\u001b[39m";
    public const string Red = "\u001b[31m";
    public const string Green = "\u001b[32m";
    public const string Blue = "\u001b[34m";
    public const string LightYellow = "\u001b[93m";
    public const string LightCyan = "\u001b[96m";

    private const string Reset = "\u001b[0m";

    /// <summary>The head of a remark, as docker draws it.</summary>
    public static string InfoHead(bool isTerminal) => isTerminal
        ? Apply($"{Bold}\u001b[106m\u001b[30m", "i") + Reset + " " + Apply(LightCyan, "Info → ") + Reset
        : " Info -> ";

    /// <summary>A letter on a coloured ground.</summary>
    public static string Chip(string letter) => $"\u001b[38;5;0m\u001b[48;5;14m {letter} {Reset}";

    /// <summary>Text between a code and the end of it; without a code as it is.</summary>
    public static string Apply(string code, string text) => code.Length == 0 ? text : code + text + Reset;
}
