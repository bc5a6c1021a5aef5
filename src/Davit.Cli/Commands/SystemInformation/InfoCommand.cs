using System.Runtime.InteropServices;
using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;
using Davit.Cli.Templates;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

internal sealed class InfoCommand : Command
{
    private readonly StringFlag _format = FormatFlags.Object();

    public override string Summary => "Display system-wide information";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_format];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        JsonDocument? server = null;
        Exception? failure = null;
        try
        {
            server = context.Engine.System.Info();
        }
        catch (Exception error) when (error is EngineUnreachableException or EngineApiException or IOException)
        {
            failure = error;
        }

        using (server)
        {
            return _format.Value.Length > 0 ? WriteFormat(context, server, failure) : WriteText(context, server, failure);
        }
    }

    private static int WriteText(CommandContext context, JsonDocument? server, Exception? failure)
    {
        InfoText.Write(context, server?.RootElement ?? default, failure);
        return failure is null ? ExitCodes.Success : ExitCodes.Failure;
    }

    private int WriteFormat(CommandContext context, JsonDocument? server, Exception? failure)
    {
        try
        {
            var template = Template.Parse(_format.Value == "json" ? "{{json .}}" : _format.Value);
            context.Out.WriteLine(template.Execute(Data(context, server?.RootElement ?? default, failure)));
            return ExitCodes.Success;
        }
        catch (TemplateException error)
        {
            throw new CommandException($"template parsing error: {error.Message}", 64);
        }
    }

    /// <summary>The daemon's members, the client's, and the errors: tools look for the absence of <c>ServerErrors</c>.</summary>
    private static InfoFields Data(CommandContext context, JsonElement server, Exception? failure)
    {
        var data = new GoMap { IsDocument = true };
        foreach (var property in server.IsObject ? server.EnumerateObject() : Enumerable.Empty<JsonProperty>())
        {
            data[property.Name] = GoJson.ReadMember(property);
        }

        if (failure is not null)
        {
            data["ServerErrors"] = new List<object?> { ErrorText.Describe(context, failure) };
        }

        data["ClientInfo"] = new GoMap
        {
            IsDocument = true,
            ["Debug"] = context.Globals.Debug,
            ["Version"] = context.IsDockerName ? ClientVersion.DockerGeneration : ClientVersion.Text,
            ["DefaultAPIVersion"] = ApiVersion.Newest,
            ["GitCommit"] = ClientVersion.Commit,
            ["GoVersion"] = string.Empty,
            ["Os"] = "linux",
            ["Arch"] = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
            ["BuildTime"] = string.Empty,
            ["Context"] = EndpointResolver.CurrentContext(context),
            ["Plugins"] = new List<object?>(),
            ["Warnings"] = null,
        };
        return new InfoFields(data);
    }
}
