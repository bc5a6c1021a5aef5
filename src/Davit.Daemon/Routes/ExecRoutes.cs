using System.Text;
using Davit.Api.Exec;
using Davit.Api.Json;
using Davit.Api.System;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine;
using Davit.Engine.Exec;
using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Routes;

/// <summary>Processes in running containers.</summary>
internal sealed class ExecRoutes(ExecService execs)
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    public IEnumerable<Route> Routes =>
    [
        Route.Post("/containers/{id}/exec", Create) with { Body = typeof(ExecCreateRequest), Answer = typeof(IdResponse), Status = 201 },
        Route.Post("/exec/{id}/start", Start) with { Body = typeof(ExecStartRequest), Status = 101 },
        Route.Post("/exec/{id}/resize", Resize) with { Query = ["h", "w"] },
        Route.Get("/exec/{id}/json", Inspect) with { Answer = typeof(ExecInspect) },
    ];

    private async Task Create(ApiRequest request)
    {
        var body = await request.ReadAsync(EngineApiJson.Wire.ExecCreateRequest).ConfigureAwait(false);
        if (body.Cmd is not { Count: > 0 })
        {
            throw new EngineException(ErrorKind.InvalidParameter, "no exec command specified");
        }

        var id = await execs.CreateAsync(request.Name, ToEngine(body, request.Version), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new IdResponse { Id = id }, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private async Task Start(ApiRequest request)
    {
        var body = await request.ReadOptionalAsync(EngineApiJson.Wire.ExecStartRequest).ConfigureAwait(false) ?? new ExecStartRequest();
        var size = request.Version < new ApiVersion(1, 42) ? default : ConsoleSizes.ToEngine(body.ConsoleSize);
        var options = new ExecStartOptions(body.Detach, body.Tty, size);
        if (body.Detach)
        {
            await execs.StartAsync(request.Name, options, request.Cancellation).ConfigureAwait(false);
            await request.AnswerAsync(StatusCodes.Status200OK).ConfigureAwait(false);
            return;
        }

        await StartAttachedAsync(request, execs.Inspect(request.Name), options).ConfigureAwait(false);
    }

    // The head of the answer goes before the process starts: clients that read it through a buffer (docker-py) lose what arrives with it.
    private async Task StartAttachedAsync(ApiRequest request, ExecState exec, ExecStartOptions options)
    {
        HijackedConnection? connection = null;
        try
        {
            var session = await execs.StartAsync(
                request.Name,
                options,
                async () => connection = await request.HijackAsync(MediaTypes.ForStreams(exec.Config.Tty)).ConfigureAwait(false),
                request.Cancellation).ConfigureAwait(false);
            await StreamSession.RunAsync(connection!, session!, exec.Config.AttachStdin, request.Stopping).ConfigureAwait(false);
        }
        catch (EngineException failure) when (connection is not null)
        {
            await ReportInStreamAsync(connection, exec, failure.Message, request.Cancellation).ConfigureAwait(false);
        }
        finally
        {
            if (connection is not null)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    // A command that cannot be started is told in the stream, and its exit code (126, 127) is what inspect says:
    // docker's client takes its own exit code from there.
    private static async Task ReportInStreamAsync(HijackedConnection connection, ExecState exec, string message, CancellationToken cancellation)
    {
        var text = Encoding.UTF8.GetBytes(message + "\r\n");
        await connection.WriteAsync(exec.Config.Tty ? text : StdioFrames.Compose(StdioFrames.Stdout, text), cancellation).ConfigureAwait(false);
        await connection.FinishAsync(Farewell).ConfigureAwait(false);
    }

    private async Task Resize(ApiRequest request)
    {
        var (height, width) = TerminalSize.Read(request);
        await execs.ResizeAsync(request.Name, height, width, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status200OK).ConfigureAwait(false);
    }

    private Task Inspect(ApiRequest request)
    {
        var exec = execs.Inspect(request.Name);
        return request.AnswerAsync(new ExecInspect
        {
            ID = exec.Id,
            Running = exec.Running,
            ExitCode = exec.ExitCode,
            ProcessConfig = new ExecProcessConfig
            {
                Tty = exec.Config.Tty,
                Entrypoint = exec.Config.Cmd.Count > 0 ? exec.Config.Cmd[0] : "",
                Arguments = [.. exec.Config.Cmd.Skip(1)],
                Privileged = exec.Config.Privileged,
                User = Text.OrNull(exec.Config.User),
            },
            OpenStdin = exec.Config.AttachStdin,
            OpenStdout = exec.Config.AttachStdout,
            OpenStderr = exec.Config.AttachStderr,
            CanRemove = exec.CanRemove,
            ContainerID = exec.ContainerId,
            DetachKeys = exec.Config.DetachKeys ?? "",
            Pid = exec.Pid,
        });
    }

    private static ExecConfig ToEngine(ExecCreateRequest body, ApiVersion version) => new()
    {
        User = body.User,
        Privileged = body.Privileged,
        Tty = body.Tty,
        ConsoleSize = version < new ApiVersion(1, 42) ? default : ConsoleSizes.ToEngine(body.ConsoleSize),
        AttachStdin = body.AttachStdin,
        AttachStdout = body.AttachStdout,
        AttachStderr = body.AttachStderr,
        Detach = body.Detach,
        DetachKeys = Text.OrNull(body.DetachKeys),
        Env = body.Env,
        WorkingDir = body.WorkingDir,
        Cmd = body.Cmd!,
    };
}
