using System.Globalization;
using System.Text;
using Davit.Cli.Templates.Nodes;

namespace Davit.Cli.Templates;

/// <summary>Runs one template once.</summary>
internal sealed class TemplateExecutor(
    string source, IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> definitions, bool missingKeyIsError, bool headers)
{
    private const int DeepestCall = 1000;

    private readonly StringBuilder _output = new();
    private readonly List<(string Name, object? Value)> _variables = [];
    private int _depth;

    /// <summary>Where a walk over nodes stopped: at its end, or on its way out of a loop.</summary>
    private enum Flow
    {
        Next,
        Break,
        Continue,
    }

    public string Run(object? data)
    {
        _variables.Add(("$", data));
        Walk(definitions[string.Empty], data);
        return _output.ToString();
    }

    private Flow Walk(IReadOnlyList<TemplateNode> nodes, object? dot)
    {
        foreach (var node in nodes)
        {
            var flow = Walk(node, dot);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }

    private Flow Walk(TemplateNode node, object? dot)
    {
        switch (node)
        {
            case TextNode text:
                _output.Append(text.Text);
                return Flow.Next;
            case ActionNode action:
                var value = Evaluate(action.Pipeline, dot);
                if (action.Pipeline.Variables.Count == 0)
                {
                    _output.Append(value is null ? "<no value>" : GoPrinter.Print(value));
                }

                return Flow.Next;
            case BranchNode branch:
                var scope = _variables.Count;
                var flow = branch.Keyword == "range" ? Range(branch, dot) : Branch(branch, dot);
                _variables.RemoveRange(scope, _variables.Count - scope);
                return flow;
            case LoopExitNode exit:
                return exit.Breaks ? Flow.Break : Flow.Continue;
            case TemplateCallNode call:
                Call(call, dot);
                return Flow.Next;
            default:
                throw Error(node, "unknown node");
        }
    }

    private Flow Branch(BranchNode branch, object? dot)
    {
        var value = Evaluate(branch.Pipeline, dot);
        if (GoPrinter.IsTrue(value))
        {
            return Walk(branch.Body, branch.Keyword == "with" ? value : dot);
        }

        return branch.Otherwise is null ? Flow.Next : Walk(branch.Otherwise, dot);
    }

    private Flow Range(BranchNode branch, object? dot)
    {
        var names = branch.Pipeline.Variables;
        var scope = _variables.Count;
        var value = EvaluateCommands(branch.Pipeline, dot);
        var any = false;
        foreach (var (key, item) in Items(branch, value))
        {
            any = true;
            _variables.RemoveRange(scope, _variables.Count - scope);
            Bind(branch.Pipeline, names.Count == 2 ? [key, item] : [item]);
            var flow = Walk(branch.Body, item);
            if (flow == Flow.Break)
            {
                break;
            }
        }

        return any || branch.Otherwise is null ? Flow.Next : Walk(branch.Otherwise, dot);
    }

    private IEnumerable<(object? Key, object? Value)> Items(BranchNode branch, object? value) => value switch
    {
        null => [],
        IReadOnlyList<object?> list => list.Select((item, index) => ((object?)(long)index, item)),
        IGoFields { IsMap: true } map => GoPrinter.Sorted(map).Select(entry => ((object?)entry.Key, entry.Value)),
        long count => Enumerable.Range(0, (int)Math.Clamp(count, 0, int.MaxValue)).Select(index => ((object?)(long)index, (object?)(long)index)),
        _ => throw Error(branch.Pipeline, $"range can't iterate over {GoPrinter.Print(value)}"),
    };

    private void Call(TemplateCallNode call, object? dot)
    {
        if (!definitions.TryGetValue(call.Name, out var body))
        {
            throw Error(call, $"template {CommandLine.GoText.Quote(call.Name)} not defined");
        }

        if (++_depth > DeepestCall)
        {
            throw Error(call, $"exceeded maximum template depth ({DeepestCall.ToString(CultureInfo.InvariantCulture)})");
        }

        var data = call.Pipeline is null ? null : Evaluate(call.Pipeline, dot);
        var outer = _variables.ToArray();
        _variables.Clear();
        _variables.Add(("$", data));
        Walk(body, data);
        _variables.Clear();
        _variables.AddRange(outer);
        _depth--;
    }

    private object? Evaluate(PipelineNode pipeline, object? dot)
    {
        var value = EvaluateCommands(pipeline, dot);
        Bind(pipeline, [value]);
        return value;
    }

    private void Bind(PipelineNode pipeline, object?[] values)
    {
        for (var index = 0; index < pipeline.Variables.Count && index < values.Length; index++)
        {
            var name = pipeline.Variables[index];
            if (!pipeline.Assigns)
            {
                _variables.Add((name, values[index]));
                continue;
            }

            var slot = _variables.FindLastIndex(variable => variable.Name == name);
            _variables[slot < 0 ? throw Error(pipeline, $"undefined variable: {name}") : slot] = (name, values[index]);
        }
    }

    private object? EvaluateCommands(PipelineNode pipeline, object? dot)
    {
        object? value = null;
        for (var index = 0; index < pipeline.Commands.Count; index++)
        {
            value = EvaluateCommand(pipeline.Commands[index], dot, index > 0 ? [value] : []);
        }

        return value;
    }

    private object? EvaluateCommand(CommandNode command, object? dot, object?[] final)
    {
        var first = command.Arguments[0];
        switch (first)
        {
            case FieldNode field: return Fields(dot, field.Names, field, Arguments(command, dot, final));
            case ChainNode chain: return Fields(EvaluateArgument(chain.Target, dot), chain.Fields, chain, Arguments(command, dot, final));
            case VariableNode variable: return Fields(Variable(variable), variable.Fields, variable, Arguments(command, dot, final));
            case IdentifierNode function: return CallFunction(function, command, dot, final);
        }

        if (command.Arguments.Count > 1 || final.Length > 0)
        {
            throw Error(first, $"can't give argument to non-function {first.Source}");
        }

        return first is ConstantNode { Value: null } ? throw Error(first, "nil is not a command") : EvaluateArgument(first, dot);
    }

    private List<object?> Arguments(CommandNode command, object? dot, object?[] final)
    {
        var values = command.Arguments.Skip(1).Select(argument => EvaluateArgument(argument, dot)).ToList();
        values.AddRange(final);
        return values;
    }

    private object? EvaluateArgument(TemplateNode node, object? dot) => node switch
    {
        DotNode => dot,
        ConstantNode constant => constant.Value,
        FieldNode field => Fields(dot, field.Names, field, []),
        VariableNode variable => Fields(Variable(variable), variable.Fields, variable, []),
        ChainNode chain => Fields(EvaluateArgument(chain.Target, dot), chain.Fields, chain, []),
        PipelineNode pipeline => Evaluate(pipeline, dot),
        IdentifierNode function => CallFunction(function, new CommandNode(function.Position, [function]), dot, []),
        _ => throw Error(node, $"can't handle {node.Source}"),
    };

    private object? Variable(VariableNode node)
    {
        var slot = _variables.FindLastIndex(variable => variable.Name == node.Name);
        return slot < 0 ? throw Error(node, $"undefined variable: {node.Name}") : _variables[slot].Value;
    }

    private object? CallFunction(IdentifierNode function, CommandNode command, object? dot, object?[] final)
    {
        if (function.Name is "and" or "or")
        {
            return ShortCircuit(function, command, dot, final);
        }

        var arguments = Arguments(command, dot, final);
        try
        {
            return headers && TemplateFunctions.LeavesHeadersAlone(function.Name) ? arguments.FirstOrDefault() : TemplateFunctions.Call(function.Name, arguments);
        }
        catch (FunctionException error)
        {
            throw error.Argument is null
                ? Error(function, error.IsUsage ? error.Message : $"error calling {function.Name}: {error.Message}", error.IsUsage ? null : command.Source)
                : WrongArgument(function, command, error);
        }
    }

    /// <summary>Go points at the argument, and knows the type of a constant before it calls; what came through the pipe has no place of its own.</summary>
    private TemplateException WrongArgument(IdentifierNode function, CommandNode command, FunctionException error)
    {
        var place = error.Argument is { } index && index + 1 < command.Arguments.Count ? command.Arguments[index + 1] : function;
        return Error(place, place is ConstantNode { Value: not null } ? $"expected {error.WantedType}; found {place.Source}" : error.Message);
    }

    private object? ShortCircuit(IdentifierNode function, CommandNode command, object? dot, object?[] final)
    {
        var count = command.Arguments.Count - 1 + final.Length;
        if (count == 0)
        {
            throw Error(function, $"wrong number of args for {function.Name}: want at least 1 got 0");
        }

        object? value = null;
        for (var index = 0; index < count; index++)
        {
            value = index + 1 < command.Arguments.Count ? EvaluateArgument(command.Arguments[index + 1], dot) : final[^1];
            if (GoPrinter.IsTrue(value) == (function.Name == "or"))
            {
                return value;
            }
        }

        return value;
    }

    private object? Fields(object? value, IReadOnlyList<string> names, TemplateNode node, List<object?> arguments)
    {
        for (var index = 0; index < names.Count; index++)
        {
            value = Field(value, names[index], node, index == names.Count - 1 ? arguments : []);
        }

        if (names.Count == 0 && arguments.Count > 0)
        {
            throw Error(node, $"can't give argument to non-function {node.Source}");
        }

        return value;
    }

    private object? Field(object? receiver, string name, TemplateNode node, List<object?> arguments)
    {
        if (receiver is null)
        {
            return missingKeyIsError ? throw Error(node, $"nil data; no entry for key {CommandLine.GoText.Quote(name)}") : null;
        }

        if (receiver is GoNil nil)
        {
            throw Error(node, $"nil pointer evaluating {nil.TypeName}.{name}");
        }

        if (receiver is not IGoFields fields)
        {
            throw Error(node, $"can't evaluate field {name} in type {GoPrinter.TypeOf(receiver)}");
        }

        if (arguments.Count > 0)
        {
            return fields.TryCall(name, arguments, out var called) ? called
                : fields.TryGet(name, out _) ? throw Error(node, $"{name} is not a method but has arguments")
                : throw Error(node, $"can't evaluate field {name} in type {fields.TypeName}");
        }

        if (fields.TryGet(name, out var value))
        {
            return value;
        }

        return !fields.IsMap ? throw Error(node, $"can't evaluate field {name} in type {fields.TypeName}")
            : missingKeyIsError ? throw Error(node, $"map has no entry for key {CommandLine.GoText.Quote(name)}") : null;
    }

    private TemplateException Error(TemplateNode node, string message, string? context = null)
    {
        var before = source.AsSpan(0, Math.Min(node.Position, source.Length));
        var line = before.Count('\n') + 1;
        var column = node.Position - (before.LastIndexOf('\n') + 1);
        return new TemplateException(string.Create(CultureInfo.InvariantCulture, $"template: :{line}:{column}: executing \"\" at <{context ?? node.Source}>: {message}"));
    }
}
