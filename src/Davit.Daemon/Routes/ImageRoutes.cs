using Davit.Api.Images;
using Davit.Api.Json;
using Davit.Api.System;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine.Images;
using Microsoft.AspNetCore.Http;
using Wire = Davit.Api.Images;

namespace Davit.Daemon.Routes;

/// <summary>Images as records: list, inspect, history, names, removal, commit.</summary>
internal sealed class ImageRoutes(ImageService images)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Get("/images/json", List) with { Answer = typeof(IReadOnlyList<Wire.ImageSummary>), Query = ["all", "filters", "shared-size", "digests", "manifests"] },
        Route.Post("/images/prune", Prune) with { Answer = typeof(ImagePruneReport), Query = ["filters"] },
        Route.Get("/images/{name}/json", Inspect) with { Answer = typeof(ImageInspect), Query = ["manifests", "platform"] },
        Route.Get("/images/{name}/history", History) with { Answer = typeof(IReadOnlyList<ImageHistoryItem>), Query = ["platform"] },
        Route.Post("/images/{name}/tag", Tag) with { Status = 201, Query = ["repo", "tag"] },
        Route.Delete("/images/{name}", Remove) with { Answer = typeof(IReadOnlyList<ImageDeleteItem>), Query = ["force", "noprune", "platforms"] },
        Route.Post("/commit", Commit) with { Body = typeof(Davit.Api.Containers.ContainerConfig), Answer = typeof(IdResponse), Status = 201, Query = ["container", "repo", "tag", "comment", "author", "pause", "changes"] },
    ];

    private async Task List(ApiRequest request)
    {
        var options = new ImageListOptions(request.Flag("all"), request.Flag("shared-size"), ImageFilters.Read(request)) { Manifests = request.Flag("manifests") };
        var found = await images.ListAsync(options, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync<IReadOnlyList<Wire.ImageSummary>>([.. found.Select(image => ImageMapping.ToWire(image, request.Version))]).ConfigureAwait(false);
    }

    private async Task Inspect(ApiRequest request)
    {
        var found = await images.InspectAsync(request.Name, PlatformQuery.Read(request), request.Flag("manifests"), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(ImageMapping.ToWire(found)).ConfigureAwait(false);
    }

    private async Task History(ApiRequest request)
    {
        var entries = await images.HistoryAsync(request.Name, PlatformQuery.Read(request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync<IReadOnlyList<ImageHistoryItem>>([.. entries.Select(ImageMapping.ToWire)]).ConfigureAwait(false);
    }

    private async Task Tag(ApiRequest request)
    {
        await images.TagAsync(request.Name, request.Query("repo"), request.Query("tag"), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private async Task Remove(ApiRequest request)
    {
        var deleted = await images.RemoveAsync(request.Name, request.Flag("force"), !request.Flag("noprune"), PlatformQuery.ReadAll(request, "platforms"), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync<IReadOnlyList<ImageDeleteItem>>([.. deleted.Select(ImageMapping.ToWire)]).ConfigureAwait(false);
    }

    private async Task Commit(ApiRequest request)
    {
        var body = await request.ReadOptionalAsync(EngineApiJson.Wire.ContainerConfig).ConfigureAwait(false);
        var id = await images.CommitAsync(new CommitRequest
        {
            Container = request.Query("container"),
            Repository = request.Query("repo"),
            Tag = request.Query("tag"),
            Comment = request.Query("comment"),
            Author = request.Query("author"),
            Pause = request.Flag("pause", otherwise: true),
            Changes = request.QueryList("changes"),
            Config = body is null ? null : ContainerConfigMapping.ToEngine(body),
        }, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new IdResponse { Id = id }, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private async Task Prune(ApiRequest request)
    {
        var pruned = await images.PruneAsync(request.Filters(), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new ImagePruneReport
        {
            ImagesDeleted = pruned.Deleted.Count > 0 ? [.. pruned.Deleted.Select(ImageMapping.ToWire)] : null,
            SpaceReclaimed = (ulong)pruned.SpaceReclaimed,
        }).ConfigureAwait(false);
    }
}
