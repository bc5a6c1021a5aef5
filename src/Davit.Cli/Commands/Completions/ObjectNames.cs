using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;
using Davit.Client;

namespace Davit.Cli.Commands.Completions;

/// <summary>Names that exist right now. A daemon that does not answer has none: completion never shows an error.</summary>
internal sealed class ObjectNames(CommandContext context)
{
    public IEnumerable<(string Value, string Description)> Find(Completion completion)
    {
        try
        {
            return completion switch
            {
                Completion.Files => [(":files", string.Empty)],
                Completion.Containers => Containers(new Filters()),
                Completion.RunningContainers => Containers(new Filters().Add("status", "running")),
                Completion.StoppedContainers => Containers(new Filters().Add("status", "created").Add("status", "exited")),
                Completion.Images => Images(),
                Completion.Volumes => Plain(context.Engine.Volumes.List(new Filters()), root => root.Items("Volumes"), "Name"),
                Completion.Networks => Plain(context.Engine.Networks.List(new Filters()), root => root.EnumerateArray(), "Name"),
                Completion.Contexts => context.Contexts.List().Select(stored => (stored.Name, stored.Description)).Prepend((ContextStore.DefaultName, string.Empty)),
                Completion.Registries => context.Config.Authentications.Select(entry => entry.Name).Concat(context.Config.RegistriesWithHelpers).Distinct(StringComparer.Ordinal).Select(name => (name, string.Empty)),
                _ => [],
            };
        }
        catch (Exception error) when (error is EngineApiException or EngineUnreachableException or IOException or CommandException or JsonException)
        {
            return [];
        }
    }

    private List<(string, string)> Containers(Filters filters)
    {
        using var list = context.Engine.Containers.List(all: true, -1, size: false, filters);
        return [.. list.RootElement.EnumerateArray().SelectMany(container => container.Strings("Names").Select(name => (name.TrimStart('/'), container.Text("Image"))))];
    }

    private List<(string, string)> Images()
    {
        using var list = context.Engine.Images.List(all: false, new Filters());
        return [.. list.RootElement.EnumerateArray().SelectMany(image => image.Strings("RepoTags")).Where(name => name != "<none>:<none>").Select(name => (name, string.Empty))];
    }

    private static List<(string, string)> Plain(JsonDocument document, Func<JsonElement, IEnumerable<JsonElement>> items, string member)
    {
        using (document)
        {
            return [.. items(document.RootElement).Select(item => (item.Text(member), string.Empty))];
        }
    }
}
