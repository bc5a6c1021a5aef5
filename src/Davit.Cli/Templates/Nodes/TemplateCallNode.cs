namespace Davit.Cli.Templates.Nodes;

/// <summary><c>{{template "name" pipeline}}</c></summary>
internal sealed record TemplateCallNode(int Position, string Name, PipelineNode? Pipeline) : TemplateNode(Position)
{
    public override string Source => $"{{{{template \"{Name}\"{(Pipeline is null ? string.Empty : " " + Pipeline.Source)}}}}}";
}
