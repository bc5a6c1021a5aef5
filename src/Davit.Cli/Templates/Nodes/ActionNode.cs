namespace Davit.Cli.Templates.Nodes;

internal sealed record ActionNode(int Position, PipelineNode Pipeline) : TemplateNode(Position)
{
    public override string Source => $"{{{{{Pipeline.Source}}}}}";
}
