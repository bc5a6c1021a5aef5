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
