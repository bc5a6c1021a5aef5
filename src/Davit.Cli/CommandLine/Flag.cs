namespace Davit.Cli.CommandLine;

/// <summary>One option of a command, with pflag's rules: it holds its own value and reports whether it was given.</summary>
internal abstract class Flag(string name, char shorthand, string usage)
{
    public string Name { get; } = name;

    /// <summary>The one-letter form, or <c>'\0'</c>.</summary>
    public char Shorthand { get; } = shorthand;

    public string Usage { get; } = usage;

    /// <summary>The word that help shows for the value (<c>string</c>, <c>list</c>); empty for a boolean.</summary>
    public abstract string TypeName { get; }

    /// <summary>What help shows in <c>(default …)</c>; null where it shows nothing.</summary>
    public virtual string? DefaultText => null;

    /// <summary>The value of the bare form (<c>--rm</c>); null where a value must follow.</summary>
    public virtual string? BareValue => null;

    public bool Hidden { get; init; }

    /// <summary>Accepted, but a warning names what to use in its place.</summary>
    public string? Deprecated { get; init; }

    /// <summary>What completes the value in a shell.</summary>
    public Completion Completion { get; init; }

    /// <summary>Fixed candidates for the value in a shell.</summary>
    public IReadOnlyList<string> Candidates { get; init; } = [];

    public bool Changed { get; private set; }

    /// <summary>Takes one occurrence. Throws <see cref="FlagValueException"/> with the reason only.</summary>
    public void Set(string text)
    {
        Parse(text);
        Changed = true;
    }

    protected abstract void Parse(string text);

    /// <summary><c>-d, --detach</c>, as error messages name it.</summary>
    public string Label => Shorthand == '\0' ? $"--{Name}" : $"-{Shorthand}, --{Name}";
}
