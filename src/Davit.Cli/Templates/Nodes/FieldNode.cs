namespace Davit.Cli.Templates.Nodes;

/// <summary><c>.A.B</c></summary>
internal sealed record FieldNode(int Position, IReadOnlyList<string> Names) : TemplateNode(Position)
{
    public override string Source => "." + string.Join('.', Names);
}
