using System.Text.Json;
using System.Text;
using Davit.Cli.Templates;

namespace Davit.Cli.Formatting;

/// <summary>Rows through a format: a table with headings, one document per line, or any template.</summary>
internal sealed class ListWriter
{
    private readonly Template _template;
    private readonly bool _isTable;

    private ListWriter(string source, bool isTable)
    {
        Source = source;
        _isTable = isTable;
        try
        {
            _template = Template.Parse(source);
        }
        catch (TemplateException error)
        {
            throw new CommandException($"failed to parse template: {error.Message}");
        }
    }

    public string Source { get; }

    /// <summary>Reads <c>--format</c>: empty or <c>table</c> is <paramref name="usualTable"/>, <c>json</c> every field, <c>table …</c> a table of one's own.</summary>
    public static ListWriter Create(string format, string usualTable)
    {
        format = format.Trim(' ');
        if (format.Length == 0 || format == "table")
        {
            format = "table " + usualTable;
        }

        if (format == "json")
        {
            format = "{{json .}}";
        }

        var isTable = format.StartsWith("table", StringComparison.Ordinal);
        var body = isTable ? format["table".Length..].Trim(' ') : format;
        return new ListWriter(body.Replace(@"\t", "\t", StringComparison.Ordinal).Replace(@"\n", "\n", StringComparison.Ordinal), isTable);
    }

    /// <summary>Writes every row; throws <see cref="CommandException"/> where the template names what rows do not have.</summary>
    public void Write(TextWriter output, IEnumerable<IGoFields> rows, IReadOnlyDictionary<string, string> headings)
    {
        if (!_isTable)
        {
            foreach (var row in rows)
            {
                output.Write(Execute(row));
                output.Write('\n');
            }

            return;
        }

        var body = rows.Select(Execute).ToList();
        var table = new TabWriter();
        table.WriteLine(Execute(new HeadingRow(headings), isHeading: true));
        body.ForEach(table.WriteLine);
        output.Write(table.Finish());
    }

    private string Execute(IGoFields row) => Execute(row, isHeading: false);

    private string Execute(IGoFields row, bool isHeading)
    {
        try
        {
            return _template.Execute(row, headers: isHeading);
        }
        catch (TemplateException error)
        {
            throw new CommandException($"failed to execute template: {error.Message}");
        }
    }
}
