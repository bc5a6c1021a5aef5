namespace Davit.Cli.Templates.Nodes;

/// <summary>A literal: text, number, boolean, or nil.</summary>
internal sealed record ConstantNode(int Position, object? Value, string Text) : TemplateNode(Position)
{
    public override string Source => Text;
}
