namespace Davit.Cli.Templates.Nodes;

/// <summary><c>(pipeline).A.B</c></summary>
internal sealed record ChainNode(int Position, TemplateNode Target, IReadOnlyList<string> Fields) : TemplateNode(Position)
{
    public override string Source => $"{(Target is PipelineNode ? $"({Target.Source})" : Target.Source)}.{string.Join('.', Fields)}";
}
