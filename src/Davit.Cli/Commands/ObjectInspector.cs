using System.Text.Json;
using Davit.Cli.Formatting;
using Davit.Cli.Templates;
using Davit.Cli.Templates.Schemas;
using Davit.Client;

namespace Davit.Cli.Commands;

/// <summary>What every inspect does: fetches several objects, prints a JSON array or each through a template, tells the failures last.</summary>
internal static class ObjectInspector
{
    /// <summary>Throws <see cref="CommandException"/> after printing what was found.</summary>
    public static int Run(CommandContext context, IReadOnlyList<string> names, string format, Func<string, (JsonElement Value, string Kind)> fetch)
    {
        var template = format == "json" ? null : Parse(format);
        var found = new List<(JsonElement Value, string Kind)>();
        var errors = new List<string>();
        foreach (var name in names)
        {
            try
            {
                found.Add(fetch(name));
            }
            catch (Exception error) when (error is EngineApiException or CommandException)
            {
                errors.Add(ErrorText.Describe(context, error)!);
            }
        }

        Print(context, template, found, format == "json");
        return errors.Count == 0 ? ExitCodes.Success : throw new CommandException(string.Join('\n', errors));
    }

    private static Template? Parse(string format)
    {
        if (format.Length == 0)
        {
            return null;
        }

        try
        {
            return Template.Parse(format);
        }
        catch (TemplateException error)
        {
            throw new CommandException($"template parsing error: {error.Message}", ExitCodes.Template);
        }
    }

    private static void Print(CommandContext context, Template? template, List<(JsonElement Value, string Kind)> found, bool compact)
    {
        if (compact)
        {
            context.Out.WriteLine($"[{string.Join(',', found.Select(item => item.Value.GetRawText()))}]");
            return;
        }

        if (template is null)
        {
            var items = found.Select(item => "    " + JsonIndent.Write(item.Value.GetRawText(), 1));
            context.Out.WriteLine(found.Count == 0 ? "[]" : $"[\n{string.Join(",\n", items)}\n]");
            return;
        }

        foreach (var (value, kind) in found)
        {
            context.Out.WriteLine(Execute(template, value, kind));
        }
    }

    /// <summary>First on the object with Go's names and zero values, then, as docker does, on the plain document.</summary>
    private static string Execute(Template template, JsonElement value, string kind)
    {
        try
        {
            if (GoSchemas.Find(kind) is { } schema)
            {
                return template.Execute(schema.Read(value));
            }
        }
        catch (TemplateException)
        {
            // what Go's struct has not, the document may have under its JSON name
        }

        try
        {
            return template.Execute(GoJson.Read(value), missingKeyIsError: true);
        }
        catch (TemplateException error)
        {
            throw new CommandException($"template parsing error: {error.Message}");
        }
    }
}
