using Davit.Client.Containers;
using Davit.Client.Transport;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>
/// Waits for a container's end from before its start. The request is sent at once on a connection of its own; the daemon
/// answers with headers at once and with the exit code at the end.
/// </summary>
internal sealed class ContainerWait
{
    private readonly Thread _thread;
    private (int Code, string? Error) _result = (ExitCodes.Usage, "the daemon did not tell the exit code");

    /// <summary>Returns once the daemon has accepted the request, so that no exit can be missed.</summary>
    public ContainerWait(EngineClient engine, string id, string condition)
    {
        var response = engine.Containers.BeginWait(id, condition);
        _thread = new Thread(() => Read(response)) { IsBackground = true, Name = "wait" };
        _thread.Start();
    }

    /// <summary>The container's exit code. Throws <see cref="CommandException"/> where the daemon could not tell it.</summary>
    public int Result()
    {
        _thread.Join();
        return _result.Error is null ? _result.Code : throw new CommandException(_result.Error, ExitCodes.Usage);
    }

    private void Read(EngineResponse response)
    {
        try
        {
            using (response)
            {
                _result = ContainerClient.ReadWait(response);
            }
        }
        catch (Exception error) when (error is IOException or System.Text.Json.JsonException)
        {
            _result = (ExitCodes.Usage, $"error waiting for container: {error.Message}");
        }
    }
}
