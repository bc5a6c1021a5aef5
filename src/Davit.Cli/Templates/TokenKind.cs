namespace Davit.Cli.Templates;

internal enum TokenKind
{
    End,
    Text,
    LeftDelimiter,
    RightDelimiter,
    Space,
    Field,
    Variable,
    Identifier,
    Keyword,
    Dot,
    Number,
    CharConstant,

    /// <summary>A printable character that means nothing here; the parser names what it stands in.</summary>
    Character,
    String,
    RawString,
    Bool,
    Nil,
    Pipe,
    Declare,
    Assign,
    Comma,
    LeftParenthesis,
    RightParenthesis,
}
