using Davit.Client.Containers;
using Davit.Client.Transport;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>
/// Waits for a container's end from before its start. The request goes out on a connection of its own; the daemon answers
/// with headers once it watches, and with the exit code at the end.
/// </summary>
internal sealed class ContainerWait : IDisposable
{
    private readonly CommandContext _context;
    private readonly EngineResponse _response;

    /// <summary>Returns once the daemon watches, so that no exit can be missed.</summary>
    public ContainerWait(CommandContext context, string id, string condition)
    {
        _context = context;
        _response = context.Engine.Containers.BeginWait(id, condition);
    }

    /// <summary>The container's exit code. Throws <see cref="CommandException"/> where the daemon could not tell it.</summary>
    public int Result()
    {
        try
        {
            var (code, error, outOfMemory) = ContainerClient.ReadWait(_response);
            if (outOfMemory)
            {
                _context.Error.WriteLine($"{_context.ProgramName}: the container was killed because it reached its memory limit; --memory raises it");
            }

            return error is null ? code : throw new CommandException(error, ExitCodes.Usage);
        }
        catch (Exception error) when (error is IOException or System.Text.Json.JsonException)
        {
            throw new CommandException($"error waiting for container: {error.Message}", ExitCodes.Usage);
        }
    }

    public void Dispose() => _response.Dispose();
}
