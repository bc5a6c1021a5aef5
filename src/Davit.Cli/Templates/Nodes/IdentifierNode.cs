namespace Davit.Cli.Templates.Nodes;

/// <summary>The name of a function.</summary>
internal sealed record IdentifierNode(int Position, string Name) : TemplateNode(Position)
{
    public override string Source => Name;
}
