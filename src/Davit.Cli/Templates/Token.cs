namespace Davit.Cli.Templates;

/// <summary>A piece of a template; <paramref name="Position"/> is the offset in the source, which errors report.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int Position, int Line);
