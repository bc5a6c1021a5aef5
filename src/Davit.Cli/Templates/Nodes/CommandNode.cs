namespace Davit.Cli.Templates.Nodes;

/// <summary>An operand with its arguments.</summary>
internal sealed record CommandNode(int Position, IReadOnlyList<TemplateNode> Arguments) : TemplateNode(Position)
{
    public override string Source => string.Join(' ', Arguments.Select(argument => argument is PipelineNode ? $"({argument.Source})" : argument.Source));
}
