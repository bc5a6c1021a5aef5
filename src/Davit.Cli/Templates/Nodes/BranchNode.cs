namespace Davit.Cli.Templates.Nodes;

/// <summary><c>if</c>, <c>range</c> or <c>with</c>.</summary>
internal sealed record BranchNode(int Position, string Keyword, PipelineNode Pipeline, IReadOnlyList<TemplateNode> Body, IReadOnlyList<TemplateNode>? Otherwise) : TemplateNode(Position)
{
    public override string Source => $"{{{{{Keyword} {Pipeline.Source}}}}}";
}
