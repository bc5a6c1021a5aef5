using Davit.Cli.Templates.Nodes;

namespace Davit.Cli.Templates;

/// <summary>A parsed template; immutable, may be run any number of times.</summary>
internal sealed class Template
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> _definitions;

    private Template(string source, IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> definitions)
    {
        Source = source;
        _definitions = definitions;
    }

    public string Source { get; }

    /// <summary>Throws <see cref="TemplateException"/> with Go's message.</summary>
    public static Template Parse(string source) =>
        new(source, TemplateParser.Parse(source, name => TemplateFunctions.IsDefined(name)));

    /// <summary>
    /// Runs the template on <paramref name="data"/>. <paramref name="headers"/> makes the functions that change text leave
    /// it alone, as docker does for the first line of a table. Throws <see cref="TemplateException"/>.
    /// </summary>
    public string Execute(object? data, bool missingKeyIsError = false, bool headers = false) =>
        new TemplateExecutor(Source, _definitions, missingKeyIsError, headers).Run(data);
}
