namespace Davit.Cli.Templates.Nodes;

/// <summary><c>$x := a | b c</c>; the declared or assigned variables come first.</summary>
internal sealed record PipelineNode(int Position, IReadOnlyList<string> Variables, bool Assigns, IReadOnlyList<CommandNode> Commands) : TemplateNode(Position)
{
    public override string Source
    {
        get
        {
            var commands = string.Join(" | ", Commands.Select(command => command.Source));
            return Variables.Count == 0 ? commands : $"{string.Join(", ", Variables)} {(Assigns ? "=" : ":=")} {commands}";
        }
    }
}
