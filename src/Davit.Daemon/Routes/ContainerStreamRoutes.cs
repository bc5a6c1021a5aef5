using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine;
using Davit.Engine.Containers;
using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Routes;

/// <summary>What goes in and out of containers: attach, logs, terminal size.</summary>
internal sealed class ContainerStreamRoutes(ContainerStreamService streams)
{
    private static readonly string[] AttachParameters = ["detachKeys", "logs", "stream", "stdin", "stdout", "stderr"];

    public IEnumerable<Route> Routes =>
    [
        Route.Post("/containers/{id}/attach", Attach) with { Status = 101, Query = AttachParameters },
        Route.Get("/containers/{id}/attach/ws", AttachWebSocket) with { Status = 101, Query = AttachParameters },
        Route.Get("/containers/{id}/logs", Logs) with { Query = ["follow", "stdout", "stderr", "since", "until", "timestamps", "tail", "details"] },
        Route.Post("/containers/{id}/resize", Resize) with { Query = ["h", "w"] },
    ];

    private async Task Attach(ApiRequest request)
    {
        var attach = AttachOf(request);
        var session = await streams.AttachAsync(request.Name, attach, request.Cancellation).ConfigureAwait(false);
        await using var connection = await HijackedSession.OpenAsync(request, session).ConfigureAwait(false);
        await StreamSession.RunAsync(connection, session, attach.Stdin, request.Stopping).ConfigureAwait(false);
    }

    private async Task AttachWebSocket(ApiRequest request)
    {
        var accept = WebSocketHandshake.Accept(request.Http.Request.Headers);
        var attach = AttachOf(request);
        var session = await streams.AttachAsync(request.Name, attach, request.Cancellation).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
        {
            await using var connection = request.TakeConnection();
            await connection.WriteAsync(WebSocketHandshake.Compose(accept), request.Cancellation).ConfigureAwait(false);
            await WebSocketSession.RunAsync(connection, session, attach.Stdin, request.Stopping).ConfigureAwait(false);
        }
    }

    private async Task Logs(ApiRequest request)
    {
        var logs = new LogsRequest
        {
            Stdout = request.Flag("stdout"),
            Stderr = request.Flag("stderr"),
            Follow = request.Flag("follow"),
            Timestamps = request.Flag("timestamps"),
            Details = request.Flag("details"),
            Tail = TailOf(request.Query("tail")),
            Since = GoTime.Parse(request.Query("since"), "since"),
            Until = GoTime.Parse(request.Query("until"), "until"),
        };
        if (!logs.Stdout && !logs.Stderr)
        {
            throw new EngineException(ErrorKind.InvalidParameter, "Bad parameters: you must choose at least one stream");
        }

        using var client = request.WatchClient();
        var content = await streams.LogsAsync(request.Name, logs, request.Cancellation).ConfigureAwait(false);
        var type = request.Version < new ApiVersion(1, 42) ? MediaTypes.RawStream : MediaTypes.ForStreams(content.Tty);
        var output = await request.BeginStreamAsync(type).ConfigureAwait(false);
        await content.Content(output, logs.Follow ? client.Token : request.Stopping).ConfigureAwait(false);
    }

    private async Task Resize(ApiRequest request)
    {
        var (height, width) = TerminalSize.Read(request);
        await streams.ResizeAsync(request.Name, height, width, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status200OK).ConfigureAwait(false);
    }

    private static AttachRequest AttachOf(ApiRequest request) => new()
    {
        Stdin = request.Flag("stdin"),
        Stdout = request.Flag("stdout"),
        Stderr = request.Flag("stderr"),
        Logs = request.Flag("logs"),
        Stream = request.Flag("stream"),
        DetachKeys = request.HasQuery("detachKeys") ? Text.OrNull(request.Query("detachKeys")) : null,
    };

    // Anything that is not a number means all lines, as in dockerd.
    private static long? TailOf(string text) => long.TryParse(text, out var lines) && lines >= 0 ? lines : null;
}
