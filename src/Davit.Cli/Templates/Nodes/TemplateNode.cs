namespace Davit.Cli.Templates.Nodes;

/// <summary>A node of a parsed template. <paramref name="Position"/> is where errors point.</summary>
internal abstract record TemplateNode(int Position)
{
    /// <summary>The node as source, for error messages.</summary>
    public abstract string Source { get; }
}
