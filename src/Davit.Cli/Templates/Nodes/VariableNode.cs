namespace Davit.Cli.Templates.Nodes;

/// <summary><c>$x.A.B</c>; the name keeps its dollar sign.</summary>
internal sealed record VariableNode(int Position, string Name, IReadOnlyList<string> Fields) : TemplateNode(Position)
{
    public override string Source => string.Join('.', Fields.Prepend(Name));
}
