using System.Text.Json;
using System.Text.Json.Nodes;
using Davit.Api.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Commands.Containers.Options;

namespace Davit.Cli.Tests.Options;

/// <summary>From the options of <c>create</c> to the document that is sent, or to what is said against them.</summary>
internal static class CreateRequest
{
    /// <summary>A part of the request (<c>HostConfig.Binds</c>) as JSON, without members that say nothing: null, false, 0 and "".</summary>
    public static string Part(string path, params string[] options)
    {
        var node = Build(options);
        foreach (var name in path.Split('.'))
        {
            node = node?[name];
        }

        return Plain(node)?.ToJsonString(s_json) ?? "null";
    }

    /// <summary>The same JSON in the same form, for comparison.</summary>
    public static string Plain(string json) => Plain(JsonNode.Parse(json))?.ToJsonString(s_json) ?? "null";

    /// <summary>What the client says against the options: for a flag's value the reason alone.</summary>
    public static string Refusal(params string[] options)
    {
        var error = Record.Exception(() => Build(options));
        const string Before = " flag: ";
        return error switch
        {
            UsageException { ExitCode: 125 } when error.Message.Contains(Before, StringComparison.Ordinal) => error.Message[(error.Message.IndexOf(Before, StringComparison.Ordinal) + Before.Length)..],
            CommandException => error.Message,
            _ => throw new InvalidOperationException($"{string.Join(' ', options)} was not refused", error),
        };
    }

    private static readonly JsonSerializerOptions s_json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static JsonNode? Build(string[] options)
    {
        using var run = new CliRun();
        var flags = new ContainerFlags();
        new FlagSet(flags.All).Parse([.. options, "img"], interspersed: false);
        var request = new ContainerRequestBuilder(run.Context, flags).Build("img", []);
        return JsonSerializer.SerializeToNode(request, EngineApiJson.Default.ContainerCreateRequest);
    }

    /// <summary>Sorted, since the order of members means nothing.</summary>
    private static JsonNode? Plain(JsonNode? node) => node switch
    {
        JsonObject members => new JsonObject(members.Where(member => !SaysNothing(member.Value)).OrderBy(member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Plain(member.Value)))),
        JsonArray items => new JsonArray([.. items.Select(Plain)]),
        _ => node?.DeepClone(),
    };

    private static bool SaysNothing(JsonNode? node) => node is null || node.ToJsonString() is "null" or "false" or "0" or "\"\"";
}
