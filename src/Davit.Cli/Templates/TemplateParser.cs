using System.Globalization;
using Davit.Cli.CommandLine;
using Davit.Cli.Templates.Nodes;

namespace Davit.Cli.Templates;

/// <summary>Tokens to nodes, with the rules and error texts of text/template/parse.</summary>
internal sealed class TemplateParser(string source, Func<string, bool> isFunction)
{
    private const int DeepestNesting = 1000; // bounds recursion on hostile input

    private readonly List<Token> _tokens = TemplateLexer.Read(source);
    private readonly List<string> _variables = ["$"];
    private readonly Dictionary<string, IReadOnlyList<TemplateNode>> _definitions = new(StringComparer.Ordinal);
    private int _next;
    private int _loops;
    private int _depth;

    /// <summary>The named templates, the main one under the empty name.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> Parse(string source, Func<string, bool> isFunction)
    {
        var parser = new TemplateParser(source, isFunction);
        parser._definitions[string.Empty] = parser.ParseList(topLevel: true, out _);
        return parser._definitions;
    }

    private Token Peek() => _tokens[_next];

    private Token Take() => _tokens[_next++];

    private Token PeekNonSpace()
    {
        while (Peek().Kind == TokenKind.Space)
        {
            _next++;
        }

        return Peek();
    }

    private Token TakeNonSpace()
    {
        PeekNonSpace();
        return Take();
    }

    /// <summary>Nodes up to <c>end</c> or <c>else</c>, which is named in <paramref name="terminator"/> and left consumed.</summary>
    private List<TemplateNode> ParseList(bool topLevel, out string terminator)
    {
        var nodes = new List<TemplateNode>();
        while (true)
        {
            var token = Take();
            if (token.Kind == TokenKind.End)
            {
                terminator = string.Empty;
                return topLevel ? nodes : throw Error("unexpected EOF");
            }

            if (token.Kind == TokenKind.Text)
            {
                nodes.Add(new TextNode(token.Position, token.Text));
                continue;
            }

            var keyword = PeekNonSpace();
            if (keyword is { Kind: TokenKind.Keyword, Text: "end" or "else" })
            {
                if (topLevel)
                {
                    throw Error($"unexpected {{{{{keyword.Text}}}}}");
                }

                Take();
                terminator = keyword.Text;
                return nodes;
            }

            if (ParseAction() is { } node)
            {
                nodes.Add(node);
            }
        }
    }

    private TemplateNode? ParseAction()
    {
        var token = PeekNonSpace();
        if (token.Kind != TokenKind.Keyword)
        {
            var pipeline = ParsePipeline("command", TokenKind.RightDelimiter);
            return new ActionNode(token.Position, pipeline);
        }

        Take();
        return token.Text switch
        {
            "define" => ParseDefine(),
            "block" => ParseBlock(token),
            "template" => ParseTemplateCall(),
            "break" or "continue" => ParseLoopExit(token),
            _ => ParseBranch(token),
        };
    }

    private BranchNode ParseBranch(Token keyword)
    {
        if (++_depth > DeepestNesting)
        {
            throw Error("exceeded maximum nesting depth");
        }

        var scope = _variables.Count;
        var pipeline = ParsePipeline(keyword.Text, TokenKind.RightDelimiter);
        _loops += keyword.Text == "range" ? 1 : 0;
        var body = ParseList(topLevel: false, out var terminator);
        _loops -= keyword.Text == "range" ? 1 : 0;
        IReadOnlyList<TemplateNode>? otherwise = null;
        if (terminator == "else")
        {
            otherwise = ParseElse(keyword.Text);
        }
        else
        {
            Expect(TokenKind.RightDelimiter, "end");
        }

        _variables.RemoveRange(scope, _variables.Count - scope);
        _depth--;
        return new BranchNode(keyword.Position, keyword.Text, pipeline, body, otherwise);
    }

    private List<TemplateNode> ParseElse(string keyword)
    {
        var next = PeekNonSpace();
        if (next is { Kind: TokenKind.Keyword, Text: "if" or "with" } && (next.Text == keyword))
        {
            Take();
            return [ParseBranch(next)]; // its own "end" closes both
        }

        Expect(TokenKind.RightDelimiter, "else");
        var nodes = ParseList(topLevel: false, out var terminator);
        if (terminator == "else")
        {
            throw Error("expected end; found {{else}}");
        }

        Expect(TokenKind.RightDelimiter, "end");
        return nodes;
    }

    private TemplateNode? ParseDefine()
    {
        var name = ParseName("define clause");
        Expect(TokenKind.RightDelimiter, "define clause");
        ParseDefinition(name);
        return null;
    }

    private TemplateCallNode ParseBlock(Token keyword)
    {
        var name = ParseName("block clause");
        var pipeline = ParsePipeline("block clause", TokenKind.RightDelimiter);
        ParseDefinition(name);
        return new TemplateCallNode(keyword.Position, name, pipeline);
    }

    private void ParseDefinition(string name)
    {
        if (++_depth > DeepestNesting)
        {
            throw Error("exceeded maximum nesting depth");
        }

        var (outer, loops) = (_variables.ToArray(), _loops);
        _variables.RemoveRange(1, _variables.Count - 1);
        _loops = 0;
        _definitions[name] = ParseList(topLevel: false, out var terminator);
        if (terminator == "else")
        {
            throw Error("unexpected {{else}} in define clause");
        }

        Expect(TokenKind.RightDelimiter, "end");
        _variables.Clear();
        _variables.AddRange(outer);
        _loops = loops;
        _depth--;
    }

    private TemplateCallNode ParseTemplateCall()
    {
        var position = PeekNonSpace().Position;
        var name = ParseName("template clause");
        PipelineNode? pipeline = null;
        if (PeekNonSpace().Kind == TokenKind.RightDelimiter)
        {
            Take();
        }
        else
        {
            pipeline = ParsePipeline("template clause", TokenKind.RightDelimiter);
        }

        return new TemplateCallNode(position, name, pipeline);
    }

    private string ParseName(string context)
    {
        var token = TakeNonSpace();
        return token.Kind is TokenKind.String or TokenKind.RawString ? GoLiteral.Unquote(token.Text) ?? throw Error("invalid syntax") : throw Unexpected(token, context);
    }

    private LoopExitNode ParseLoopExit(Token keyword)
    {
        if (_loops == 0)
        {
            throw Error($"{{{{{keyword.Text}}}}} outside {{{{range}}}}");
        }

        Expect(TokenKind.RightDelimiter, $"{{{{{keyword.Text}}}}}");
        return new LoopExitNode(keyword.Position, keyword.Text == "break");
    }

    private PipelineNode ParsePipeline(string context, TokenKind end)
    {
        var position = PeekNonSpace().Position;
        var (variables, assigns) = ParseDeclarations(context);
        var commands = new List<CommandNode>();
        while (true)
        {
            var token = TakeNonSpace();
            if (token.Kind == end)
            {
                return Check(context, new PipelineNode(position, variables, assigns, commands));
            }

            if (!StartsOperand(token.Kind))
            {
                throw Unexpected(token, context);
            }

            _next--;
            commands.Add(ParseCommand());
        }
    }

    private static bool StartsOperand(TokenKind kind) => kind is TokenKind.Bool or TokenKind.CharConstant or TokenKind.Dot or TokenKind.Field
        or TokenKind.Identifier or TokenKind.Number or TokenKind.Nil or TokenKind.RawString or TokenKind.String or TokenKind.Variable or TokenKind.LeftParenthesis;

    private PipelineNode Check(string context, PipelineNode pipeline)
    {
        if (pipeline.Commands.Count == 0)
        {
            throw Error($"missing value for {context}");
        }

        for (var index = 1; index < pipeline.Commands.Count; index++)
        {
            if (pipeline.Commands[index].Arguments[0] is ConstantNode or DotNode)
            {
                throw Error($"non executable command in pipeline stage {(index + 1).ToString(CultureInfo.InvariantCulture)}");
            }
        }

        return pipeline;
    }

    private (List<string> Variables, bool Assigns) ParseDeclarations(string context)
    {
        var names = new List<string>();
        var start = _next;
        while (PeekNonSpace().Kind == TokenKind.Variable)
        {
            var name = Take().Text;
            var next = PeekNonSpace();
            if (next.Kind is TokenKind.Declare or TokenKind.Assign)
            {
                Take();
                names.Add(name);
                if (next.Kind == TokenKind.Declare)
                {
                    _variables.AddRange(names);
                }

                return (names, next.Kind == TokenKind.Assign);
            }

            if (next.Kind != TokenKind.Comma)
            {
                break;
            }

            if (context != "range" || names.Count > 0)
            {
                throw Error($"too many declarations in {context}");
            }

            Take();
            names.Add(name);
        }

        _next = start;
        return ([], false);
    }

    private CommandNode ParseCommand()
    {
        var position = PeekNonSpace().Position;
        var arguments = new List<TemplateNode>();
        while (true)
        {
            PeekNonSpace();
            if (ParseOperand() is { } operand)
            {
                arguments.Add(operand);
            }

            var token = Take();
            if (token.Kind == TokenKind.Space)
            {
                continue;
            }

            if (token.Kind is TokenKind.RightDelimiter or TokenKind.RightParenthesis)
            {
                _next--;
            }
            else if (token.Kind != TokenKind.Pipe)
            {
                throw Unexpected(token, "operand");
            }

            return arguments.Count == 0 ? throw Error("empty command") : new CommandNode(position, arguments);
        }
    }

    private TemplateNode? ParseOperand()
    {
        if (ParseTerm() is not { } node)
        {
            return null;
        }

        if (Peek().Kind != TokenKind.Field)
        {
            return node;
        }

        var position = Peek().Position;
        var fields = new List<string>();
        while (Peek().Kind == TokenKind.Field)
        {
            fields.Add(Take().Text[1..]);
        }

        return node switch
        {
            FieldNode field => new FieldNode(position, [.. field.Names, .. fields]),
            VariableNode variable => new VariableNode(position, variable.Name, fields),
            ConstantNode => throw Error($"unexpected . after term {GoText.Quote(node.Source)}"),
            _ => new ChainNode(position, node, fields),
        };
    }

    private TemplateNode? ParseTerm()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TokenKind.Identifier when !isFunction(token.Text): throw Error($"function {GoText.Quote(token.Text)} not defined");
            case TokenKind.Identifier: return new IdentifierNode(token.Position, token.Text);
            case TokenKind.Dot: return new DotNode(token.Position);
            case TokenKind.Nil: return new ConstantNode(token.Position, null, "nil");
            case TokenKind.Variable when !_variables.Contains(token.Text): throw Error($"undefined variable {GoText.Quote(token.Text)}");
            case TokenKind.Variable: return new VariableNode(token.Position, token.Text, []);
            case TokenKind.Field: return new FieldNode(token.Position, [token.Text[1..]]);
            case TokenKind.Bool: return new ConstantNode(token.Position, token.Text == "true", token.Text);
            case TokenKind.Number or TokenKind.CharConstant: return new ConstantNode(token.Position, GoLiteral.Number(token.Text) ?? throw BadNumber(token.Text), token.Text);
            case TokenKind.String or TokenKind.RawString: return new ConstantNode(token.Position, GoLiteral.Unquote(token.Text) ?? throw Error("invalid syntax"), token.Text);
            case TokenKind.LeftParenthesis: return ParseParenthesis();
            default: _next--; return null;
        }
    }

    private TemplateException BadNumber(string text) => Error(
        text == "''" ? "invalid syntax"
        : text[0] == '\'' ? $"malformed character constant: {text}"
        : GoText.TryParseInteger(text.Replace("_", string.Empty, StringComparison.Ordinal), out _) ? $"integer overflow: {GoText.Quote(text)}"
        : $"bad number syntax: {GoText.Quote(text)}");

    private PipelineNode ParseParenthesis()
    {
        if (++_depth > DeepestNesting)
        {
            throw Error("exceeded maximum nesting depth");
        }

        var pipeline = ParsePipeline("parenthesized pipeline", TokenKind.RightParenthesis);
        _depth--;
        return pipeline;
    }

    private void Expect(TokenKind kind, string context)
    {
        var token = TakeNonSpace();
        if (token.Kind != kind)
        {
            throw Unexpected(token, context);
        }
    }

    private TemplateException Unexpected(Token token, string context) => token.Kind == TokenKind.End
        ? Error("unexpected EOF")
        : Error(token.Kind is TokenKind.Keyword or TokenKind.Dot or TokenKind.Nil ? $"unexpected <{token.Text}> in {context}" : $"unexpected {GoText.Quote(token.Text)} in {context}");

    private TemplateException Error(string message)
    {
        var line = _tokens[Math.Clamp(_next - 1, 0, _tokens.Count - 1)].Line;
        return new TemplateException(string.Create(CultureInfo.InvariantCulture, $"template: :{line}: {message}"));
    }
}
