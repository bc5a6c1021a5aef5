using System.Text.Json;
using Davit.Api.Containers;
using Davit.Api.Json;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine;
using Davit.Engine.Containers;
using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Routes;

/// <summary>Files of containers: changes, export, <c>docker cp</c>.</summary>
internal sealed class ContainerFileRoutes(ContainerFileService files)
{
    private const string StatHeader = "X-Docker-Container-Path-Stat";

    public IEnumerable<Route> Routes =>
    [
        Route.Get("/containers/{id}/changes", Changes) with { Answer = typeof(IReadOnlyList<FilesystemChange>) },
        Route.Get("/containers/{id}/export", Export),
        Route.Head("/containers/{id}/archive", Stat) with { Query = ["path"] },
        Route.Get("/containers/{id}/archive", GetArchive) with { Query = ["path"] },
        Route.Put("/containers/{id}/archive", PutArchive) with { Query = ["path", "noOverwriteDirNonDir", "copyUIDGID"] },
    ];

    private async Task Changes(ApiRequest request)
    {
        var changes = await files.ChangesAsync(request.Name, request.Cancellation).ConfigureAwait(false);
        IReadOnlyList<FilesystemChange>? answer = changes.Count > 0
            ? [.. changes.Select(change => new FilesystemChange { Path = change.Path, Kind = (byte)change.Kind })]
            : null;
        await request.AnswerAsync(answer!).ConfigureAwait(false);
    }

    private async Task Export(ApiRequest request)
    {
        var content = await files.ExportAsync(request.Name, request.Cancellation).ConfigureAwait(false);
        await SendAsync(request, MediaTypes.OctetStream, content).ConfigureAwait(false);
    }

    private async Task Stat(ApiRequest request)
    {
        var stat = await files.StatAsync(request.Name, PathOf(request), request.Cancellation).ConfigureAwait(false);
        request.Http.Response.Headers[StatHeader] = Encode(stat);
        await request.AnswerAsync(StatusCodes.Status200OK).ConfigureAwait(false);
    }

    private async Task GetArchive(ApiRequest request)
    {
        var archive = await files.GetArchiveAsync(request.Name, PathOf(request), request.Cancellation).ConfigureAwait(false);
        request.Http.Response.Headers[StatHeader] = Encode(archive.Stat);
        await SendAsync(request, MediaTypes.Tar, archive.Content).ConfigureAwait(false);
    }

    private async Task PutArchive(ApiRequest request)
    {
        var options = new PutArchiveOptions(request.Flag("noOverwriteDirNonDir"), request.Flag("copyUIDGID"));
        await files.PutArchiveAsync(request.Name, PathOf(request), request.Http.Request.Body, options, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status200OK).ConfigureAwait(false);
    }

    private static async Task SendAsync(ApiRequest request, string type, StreamProducer content)
    {
        request.Http.Response.ContentType = type;
        await content(request.Http.Response.Body, request.Cancellation).ConfigureAwait(false);
    }

    private static string PathOf(ApiRequest request) => request.Query("path") is { Length: > 0 } path
        ? path
        : throw new EngineException(ErrorKind.InvalidParameter, "bad parameter: 'path' cannot be empty");

    private static string Encode(PathStat stat) => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(
        new ContainerPathStat
        {
            Name = stat.Name,
            Size = stat.Size,
            Mode = stat.Mode,
            ModifiedAt = GoTime.Format(stat.ModifiedAt),
            LinkTarget = stat.LinkTarget,
        },
        EngineApiJson.Wire.ContainerPathStat));
}
