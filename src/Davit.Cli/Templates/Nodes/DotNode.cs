namespace Davit.Cli.Templates.Nodes;

internal sealed record DotNode(int Position) : TemplateNode(Position)
{
    public override string Source => ".";
}
