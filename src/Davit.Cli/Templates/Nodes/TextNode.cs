namespace Davit.Cli.Templates.Nodes;

internal sealed record TextNode(int Position, string Text) : TemplateNode(Position)
{
    public override string Source => Text;
}
