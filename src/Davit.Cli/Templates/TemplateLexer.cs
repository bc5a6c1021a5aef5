using System.Globalization;
using System.Text;
using Davit.Cli.CommandLine;

namespace Davit.Cli.Templates;

/// <summary>Cuts a template into tokens, with text/template's trim markers and comments.</summary>
internal sealed class TemplateLexer(string source)
{
    private readonly List<Token> _tokens = [];
    private int _position;
    private int _line = 1;
    private bool _trimNext;

    public static List<Token> Read(string source) => new TemplateLexer(source).Run();

    private List<Token> Run()
    {
        while (_position < source.Length)
        {
            var open = source.IndexOf("{{", _position, StringComparison.Ordinal);
            var end = open < 0 ? source.Length : open;
            EmitText(_position, end, open >= 0 && IsTrim(open + 2, before: false));
            Advance(end);
            if (open < 0)
            {
                break;
            }

            if (!TryComment())
            {
                ReadAction();
            }
        }

        _tokens.Add(new Token(TokenKind.End, string.Empty, source.Length, _line));
        return _tokens;
    }

    private void EmitText(int start, int end, bool trimRight)
    {
        var text = source[start..end];
        text = _trimNext ? text.TrimStart(' ', '\t', '\r', '\n') : text;
        text = trimRight ? text.TrimEnd(' ', '\t', '\r', '\n') : text;
        _trimNext = false;
        if (text.Length > 0)
        {
            _tokens.Add(new Token(TokenKind.Text, text, start, _line));
        }
    }

    /// <summary><c>{{- </c> or <c> -}}</c>: the dash needs a blank beside it.</summary>
    private bool IsTrim(int at, bool before) => before
        ? at >= 0 && at + 1 < source.Length && IsSpace(source[at]) && source[at + 1] == '-' && source.AsSpan(at + 2).StartsWith("}}")
        : at + 1 < source.Length && source[at] == '-' && IsSpace(source[at + 1]);

    private bool TryComment()
    {
        var start = _position + 2 + (IsTrim(_position + 2, before: false) ? 2 : 0);
        if (!source.AsSpan(start).StartsWith("/*"))
        {
            return false;
        }

        var close = source.IndexOf("*/", start, StringComparison.Ordinal);
        if (close < 0)
        {
            throw Error("unclosed comment");
        }

        close += 2;
        _trimNext = IsTrim(close, before: true);
        close += _trimNext ? 2 : 0;
        if (!source.AsSpan(close).StartsWith("}}"))
        {
            throw Error("comment ends before closing delimiter");
        }

        Advance(close + 2);
        return true;
    }

    private void ReadAction()
    {
        Emit(TokenKind.LeftDelimiter, 2);
        if (IsTrim(_position, before: false))
        {
            Advance(_position + 1);
        }

        var depth = 0;
        while (true)
        {
            if (_position >= source.Length)
            {
                throw Error("unclosed action");
            }

            if (IsTrim(_position, before: true))
            {
                RequireBalanced(depth);
                _trimNext = true;
                Advance(_position + 2);
                Emit(TokenKind.RightDelimiter, 2);
                return;
            }

            if (source.AsSpan(_position).StartsWith("}}"))
            {
                RequireBalanced(depth);
                Emit(TokenKind.RightDelimiter, 2);
                return;
            }

            depth += source[_position] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
            {
                throw Error("unexpected right paren");
            }

            ReadInside();
        }
    }

    private void RequireBalanced(int depth)
    {
        if (depth != 0)
        {
            throw Error("unclosed left paren");
        }
    }

    private void ReadInside()
    {
        var current = source[_position];
        switch (current)
        {
            case ' ' or '\t' or '\r' or '\n': Emit(TokenKind.Space, Length(_position, IsSpace, TrimMarkStops)); break;
            case ':' when Peek(1) == '=': Emit(TokenKind.Declare, 2); break;
            case ':': throw Error("expected :=");
            case '=': Emit(TokenKind.Assign, 1); break;
            case '|': Emit(TokenKind.Pipe, 1); break;
            case ',': Emit(TokenKind.Comma, 1); break;
            case '(': Emit(TokenKind.LeftParenthesis, 1); break;
            case ')': Emit(TokenKind.RightParenthesis, 1); break;
            case '"': ReadQuoted('"', TokenKind.String, "unterminated quoted string"); break;
            case '\'': ReadQuoted('\'', TokenKind.CharConstant, "unterminated character constant"); break;
            case '`': ReadRaw(); break;
            case '$': Emit(TokenKind.Variable, 1 + Length(_position + 1, IsWord)); RequireTerminator(); break;
            case '.' when !char.IsAsciiDigit(Peek(1)): ReadField(); break;
            case '+' or '-' or '.' or (>= '0' and <= '9'): ReadNumber(); break;
            default: ReadWord(current); break;
        }
    }

    private void ReadField()
    {
        var length = 1 + Length(_position + 1, IsWord);
        Emit(length == 1 ? TokenKind.Dot : TokenKind.Field, length);
        RequireTerminator();
    }

    private void ReadWord(char current)
    {
        if (!IsWord(current))
        {
            if (current is < ' ' or > '~')
            {
                throw Error($"unrecognized character in action: {Describe(current)}");
            }

            Emit(TokenKind.Character, 1);
            return;
        }

        var length = Length(_position, IsWord);
        var word = source.Substring(_position, length);
        Emit(word switch
        {
            "if" or "else" or "end" or "range" or "with" or "define" or "template" or "block" or "break" or "continue" => TokenKind.Keyword,
            "true" or "false" => TokenKind.Bool,
            "nil" => TokenKind.Nil,
            _ => TokenKind.Identifier,
        }, length);
        RequireTerminator();
    }

    private void ReadNumber()
    {
        var length = 1 + Length(_position + 1, c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
        while (source[_position + length - 1] is 'e' or 'E' or 'p' or 'P' && Peek(length) is '+' or '-')
        {
            length += 1 + Length(_position + length + 1, c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_');
        }

        var text = source.Substring(_position, length);
        if (text is "+" or "-")
        {
            throw Error($"illegal number syntax: {GoText.Quote(text)}");
        }

        Emit(TokenKind.Number, length);
    }

    private void ReadQuoted(char quote, TokenKind kind, string unterminated)
    {
        var end = _position + 1;
        while (end < source.Length && source[end] != quote && source[end] != '\n')
        {
            end += source[end] == '\\' ? 2 : 1;
        }

        if (end >= source.Length || source[end] != quote)
        {
            throw Error(unterminated);
        }

        Emit(kind, end + 1 - _position);
    }

    private void ReadRaw()
    {
        var end = source.IndexOf('`', _position + 1);
        if (end < 0)
        {
            throw Error("unterminated raw quoted string");
        }

        Emit(TokenKind.RawString, end + 1 - _position);
    }

    private void RequireTerminator()
    {
        var next = Peek(0);
        if (!(next is '\0' or '.' or ',' or '|' or ':' or ')' or '(' || IsSpace(next) || source.AsSpan(_position).StartsWith("}}")))
        {
            throw Error($"bad character {Describe(next)}");
        }
    }

    private int Length(int start, Func<char, bool> accept, Func<int, bool>? stop = null)
    {
        var end = start;
        while (end < source.Length && accept(source[end]) && stop?.Invoke(end) != true)
        {
            end++;
        }

        return end - start;
    }

    private bool TrimMarkStops(int at) => IsTrim(at, before: true);

    private void Emit(TokenKind kind, int length)
    {
        _tokens.Add(new Token(kind, source.Substring(_position, length), _position, _line));
        Advance(_position + length);
    }

    private void Advance(int to)
    {
        _line += source.AsSpan(_position, to - _position).Count('\n');
        _position = to;
    }

    private char Peek(int ahead) => _position + ahead < source.Length ? source[_position + ahead] : '\0';

    private static bool IsSpace(char c) => c is ' ' or '\t' or '\r' or '\n';

    private static bool IsWord(char c) => c == '_' || char.IsLetterOrDigit(c);

    private static string Describe(char c)
    {
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"U+{(int)c:X4}");
        return char.IsControl(c) ? text.ToString() : text.Append(" '").Append(c).Append('\'').ToString();
    }

    private TemplateException Error(string message) => new(string.Create(CultureInfo.InvariantCulture, $"template: :{_line}: {message}"));
}
