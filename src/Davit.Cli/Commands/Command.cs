using Davit.Cli.CommandLine;

namespace Davit.Cli.Commands;

/// <summary>
/// One command: its words for help and completion, its flags, and what it does. Made for a single run; its flags hold the
/// values of that run.
/// </summary>
internal abstract class Command
{
    /// <summary>One line for lists of commands.</summary>
    public abstract string Summary { get; }

    /// <summary>What follows the command's name in its usage line; several forms on several lines.</summary>
    public abstract string Usage { get; }

    /// <summary>What help says beyond the summary.</summary>
    public virtual string Details => string.Empty;

    /// <summary>Command lines for help, each with a word on what it does.</summary>
    public virtual IReadOnlyList<(string Line, string Meaning)> Examples => [];

    public virtual IEnumerable<Flag> Flags => [];

    public virtual ArgumentRule Arguments => ArgumentRule.None;

    /// <summary>False: the first positional argument ends the flags (run, create, exec).</summary>
    public virtual bool Interspersed => true;

    /// <summary>True: the arguments are passed on as they are, with whatever looks like a flag.</summary>
    public virtual bool TakesRawArguments => false;

    public virtual Completion Completes => Completion.None;

    /// <summary>Fixed candidates for the arguments in a shell.</summary>
    public virtual IReadOnlyList<string> Candidates => [];

    /// <summary>The path it was called by, such as <c>container ls</c>; set before <see cref="Run"/>.</summary>
    public string CalledAs { get; set; } = string.Empty;

    /// <summary>Returns the exit status. Throws <see cref="CommandException"/> and the client's exceptions.</summary>
    public abstract int Run(CommandContext context, IReadOnlyList<string> arguments);
}
