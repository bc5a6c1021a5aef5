using System.Runtime.InteropServices;
using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;
using Davit.Cli.Formatting;
using Davit.Cli.Templates;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

internal sealed class VersionCommand : Command
{
    private readonly StringFlag _format = FormatFlags.Object();

    public override string Summary => "Show the version information of client and engine";

    public override string Usage => "[OPTIONS]";

    public override IEnumerable<Flag> Flags => [_format];

    public override int Run(CommandContext context, IReadOnlyList<string> arguments)
    {
        JsonDocument? server = null;
        Exception? failure = null;
        try
        {
            server = context.Engine.System.Version();
        }
        catch (Exception error) when (error is EngineUnreachableException or EngineApiException or IOException)
        {
            failure = error;
        }

        using (server)
        {
            Write(context, server?.RootElement ?? default);
        }

        return failure is null ? ExitCodes.Success : throw new CommandException(ErrorText.Describe(context, failure)!);
    }

    private void Write(CommandContext context, JsonElement server)
    {
        if (_format.Value.Length == 0)
        {
            VersionText.Write(context, server);
            return;
        }

        try
        {
            var data = new GoMap { IsDocument = true, ["Client"] = Client(context), ["Server"] = server.IsObject ? GoJson.Read(server) : null };
            context.Out.WriteLine(Template.Parse(_format.Value == "json" ? "{{json .}}" : _format.Value).Execute(data, missingKeyIsError: true));
        }
        catch (TemplateException error)
        {
            throw new CommandException($"template parsing error: {error.Message}", 64);
        }
    }

    /// <summary>The client's half, with docker's members: tools read them.</summary>
    public static GoMap Client(CommandContext context) => new()
    {
        IsDocument = true,
        ["Version"] = context.IsDockerName ? ClientVersion.DockerGeneration : ClientVersion.Text,
        ["ApiVersion"] = context.Engine.ApiVersionInUse,
        ["DefaultAPIVersion"] = ApiVersion.Newest,
        ["GitCommit"] = ClientVersion.Commit,
        ["GoVersion"] = string.Empty,
        ["Os"] = "linux",
        ["Arch"] = RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
        ["BuildTime"] = string.Empty,
        ["Context"] = EndpointResolver.CurrentContext(context),
    };
}
