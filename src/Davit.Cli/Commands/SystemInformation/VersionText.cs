using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Davit.Cli.Configuration;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

/// <summary><c>version</c> for people.</summary>
internal static class VersionText
{
    private const int Width = 19;

    public static void Write(CommandContext context, JsonElement server)
    {
        var output = context.Out;
        var api = context.Engine.ApiVersionInUse;
        output.WriteLine("Client:");
        Line(output, 1, "Version", context.IsDockerName ? $"{ClientVersion.DockerGeneration} (davit {ClientVersion.Text})" : ClientVersion.Text);
        Line(output, 1, "API version", api == ApiVersion.Newest ? api : $"{api} (downgraded from {ApiVersion.Newest})");
        Line(output, 1, "Runtime", RuntimeInformation.FrameworkDescription);
        Line(output, 1, "Git commit", ClientVersion.Commit);
        Line(output, 1, "OS/Arch", RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "linux/arm64" : "linux/amd64");
        Line(output, 1, "Context", EndpointResolver.CurrentContext(context));
        if (server.IsObject)
        {
            output.WriteLine();
            WriteServer(output, server);
        }
    }

    private static void WriteServer(TextWriter output, JsonElement server)
    {
        var platform = server.Member("Platform").Text("Name");
        output.WriteLine(platform.Length > 0 ? $"Server: {platform}" : "Server:");
        foreach (var component in server.Items("Components"))
        {
            output.WriteLine($" {component.Text("Name")}:");
            Line(output, 2, "Version", component.Text("Version"));
            var details = component.Member("Details");
            if (component.Text("Name") == "Engine")
            {
                WriteEngine(output, details);
            }
            else
            {
                foreach (var detail in details.IsObject ? details.EnumerateObject().OrderBy(detail => detail.Name, StringComparer.Ordinal) : Enumerable.Empty<JsonProperty>())
                {
                    Line(output, 2, detail.Name, detail.Value.ToString());
                }
            }
        }
    }

    private static void WriteEngine(TextWriter output, JsonElement details)
    {
        Line(output, 2, "API version", $"{details.Text("ApiVersion")} (minimum version {details.Text("MinAPIVersion")})");
        if (details.Text("GoVersion") is { Length: > 0 } go)
        {
            Line(output, 2, "Go version", go);
        }

        Line(output, 2, "Git commit", details.Text("GitCommit"));
        Line(output, 2, "Built", BuildTime(details.Text("BuildTime")));
        Line(output, 2, "OS/Arch", $"{details.Text("Os")}/{details.Text("Arch")}");
        Line(output, 2, "Experimental", details.Text("Experimental"));
    }

    private static string BuildTime(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) && text.Contains('T', StringComparison.Ordinal)
            ? time.ToString("ddd MMM d HH:mm:ss yyyy", CultureInfo.InvariantCulture)
            : text;

    private static void Line(TextWriter output, int indent, string name, string value) =>
        output.WriteLine(new string(' ', indent) + (name + ":").PadRight(Width) + value);
}
