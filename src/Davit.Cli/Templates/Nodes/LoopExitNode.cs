namespace Davit.Cli.Templates.Nodes;

/// <summary><c>break</c> or <c>continue</c>.</summary>
internal sealed record LoopExitNode(int Position, bool Breaks) : TemplateNode(Position)
{
    public override string Source => Breaks ? "{{break}}" : "{{continue}}";
}
