using System.Text.Json;
using Davit.Cli.CommandLine;
using Davit.Cli.Templates;
using Davit.Client.Transport;
using Davit.Client;

namespace Davit.Cli.Commands;

/// <summary>Failures in docker's words.</summary>
internal static class ErrorText
{
    /// <summary>The message for standard error; null for what is a bug and must show its stack.</summary>
    public static string? Describe(CommandContext context, Exception error) => error switch
    {
        CommandException or UsageException or TemplateException => error.Message,
        EngineApiException => $"Error response from daemon: {error.Message}",
        EngineUnreachableException unreachable => Unreachable(context, unreachable),
        JsonException => $"the daemon's answer is not JSON: {error.Message}",
        IOException or InvalidDataException or UnauthorizedAccessException => error.Message,
        _ => null,
    };

    private static string Unreachable(CommandContext context, EngineUnreachableException error)
    {
        var endpoint = error.Endpoint;
        if (error.IsPermission)
        {
            return $"permission denied while trying to connect to the {(context.IsDockerName ? "Docker" : "Davit")} daemon socket at {endpoint.Text}: {error.Message.ToLowerInvariant()}";
        }

        if (endpoint.Kind == EndpointKind.Unix || error.IsAbsent)
        {
            return context.IsDockerName
                ? $"Cannot connect to the Docker daemon at {endpoint.Text}. Is the docker daemon running?"
                : $"Cannot connect to the Davit daemon at {endpoint.Text}. Is the davit daemon running? 'davit daemon' starts it";
        }

        return $"error during connect: {endpoint.Text}: {error.Message}";
    }
}
