using Davit.Api.Containers;
using Davit.Api.Json;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine.Containers;
using Microsoft.AspNetCore.Http;
using Wire = Davit.Api.Containers;

namespace Davit.Daemon.Routes;

/// <summary>The life of containers.</summary>
internal sealed class ContainerRoutes(ContainerService containers)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Get("/containers/json", List) with { Answer = typeof(IReadOnlyList<Wire.ContainerSummary>), Query = ["all", "limit", "size", "filters"] },
        Route.Post("/containers/create", Create) with { Body = typeof(ContainerCreateRequest), Answer = typeof(ContainerCreateResponse), Status = 201, Query = ["name", "platform"] },
        Route.Post("/containers/prune", Prune) with { Answer = typeof(ContainerPruneReport), Query = ["filters"] },
        Route.Get("/containers/{id}/json", Inspect) with { Answer = typeof(ContainerInspect), Query = ["size"] },
        Route.Post("/containers/{id}/start", Start) with { Status = 204, Query = ["detachKeys"] },
        Route.Post("/containers/{id}/stop", Stop) with { Status = 204, Query = ["signal", "t"] },
        Route.Post("/containers/{id}/restart", Restart) with { Status = 204, Query = ["signal", "t"] },
        Route.Post("/containers/{id}/kill", Kill) with { Status = 204, Query = ["signal"] },
        Route.Post("/containers/{id}/pause", Pause) with { Status = 204 },
        Route.Post("/containers/{id}/unpause", Unpause) with { Status = 204 },
        Route.Post("/containers/{id}/rename", Rename) with { Status = 204, Query = ["name"] },
        Route.Post("/containers/{id}/update", Update) with { Body = typeof(ContainerUpdateRequest), Answer = typeof(ContainerUpdateResponse) },
        Route.Post("/containers/{id}/wait", Wait) with { Answer = typeof(ContainerWaitResponse), Query = ["condition"] },
        Route.Delete("/containers/{id}", Remove) with { Status = 204, Query = ["v", "force", "link"] },
    ];

    private async Task List(ApiRequest request)
    {
        var options = new ListOptions
        {
            All = request.Flag("all"),
            Limit = request.Number("limit") ?? 0,
            Size = request.Flag("size"),
            Filters = request.Filters(),
        };
        var found = await containers.ListAsync(options, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync<IReadOnlyList<Wire.ContainerSummary>>([.. found.Select(ContainerMapping.ToWire)]).ConfigureAwait(false);
    }

    private async Task Create(ApiRequest request)
    {
        var body = await request.ReadAsync(EngineApiJson.Wire.ContainerCreateRequest).ConfigureAwait(false);
        var created = await containers.CreateAsync(CreateMapping.ToEngine(body, request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new ContainerCreateResponse { Id = created.Id, Warnings = [.. created.Warnings, .. CreateMapping.Deprecations(body, request.Version)] }, StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private async Task Inspect(ApiRequest request)
    {
        var found = await containers.InspectAsync(request.Name, request.Flag("size"), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(ContainerMapping.ToWire(found)).ConfigureAwait(false);
    }

    private async Task Start(ApiRequest request)
    {
        LegacyStart.Refuse(request);
        var outcome = await containers.StartAsync(request.Name, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(outcome is StartOutcome.AlreadyRunning ? StatusCodes.Status304NotModified : StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Stop(ApiRequest request)
    {
        var outcome = await containers.StopAsync(request.Name, StopOptionsOf(request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(outcome is StopOutcome.AlreadyStopped ? StatusCodes.Status304NotModified : StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Restart(ApiRequest request)
    {
        await containers.RestartAsync(request.Name, StopOptionsOf(request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Kill(ApiRequest request)
    {
        await containers.KillAsync(request.Name, Text.OrNull(request.Query("signal")), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Pause(ApiRequest request)
    {
        await containers.PauseAsync(request.Name, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Unpause(ApiRequest request)
    {
        await containers.UnpauseAsync(request.Name, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Rename(ApiRequest request)
    {
        await containers.RenameAsync(request.Name, request.Query("name"), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Update(ApiRequest request)
    {
        var body = await request.ReadAsync(EngineApiJson.Wire.ContainerUpdateRequest).ConfigureAwait(false);
        var change = new UpdateRequest(ResourcesMapping.ToEngine(CreateMapping.Adjust(body, request.Version)), HostConfigMapping.ToEngine(body.RestartPolicy));
        var warnings = await containers.UpdateAsync(request.Name, change, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new ContainerUpdateResponse { Warnings = warnings.Count > 0 ? warnings : null }).ConfigureAwait(false);
    }

    // The head of the answer is sent before the container ends: clients take it as the sign that the wait has begun.
    private async Task Wait(ApiRequest request)
    {
        using var client = request.WatchClient();
        var ending = containers.Wait(request.Name, WaitConditions.Parse(request.Query("condition")), client.Token);
        await request.BeginStreamAsync(MediaTypes.Json).ConfigureAwait(false);
        var result = await ending.ConfigureAwait(false);
        await request.SendLineAsync(new ContainerWaitResponse
        {
            StatusCode = result.ExitCode,
            OOMKilled = result.OomKilled,
            Error = result.Error is { } error ? new ContainerWaitError { Message = error } : null,
        }).ConfigureAwait(false);
    }

    private async Task Remove(ApiRequest request)
    {
        var options = new RemoveOptions(request.Flag("force"), request.Flag("v"), request.Flag("link"));
        await containers.RemoveAsync(request.Name, options, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Prune(ApiRequest request)
    {
        var pruned = await containers.PruneAsync(request.Filters(), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new ContainerPruneReport
        {
            ContainersDeleted = pruned.Deleted.Count > 0 ? pruned.Deleted : null,
            SpaceReclaimed = (ulong)pruned.SpaceReclaimed,
        }).ConfigureAwait(false);
    }

    // The signal of a stop came with API 1.42; older clients send none.
    private static StopOptions StopOptionsOf(ApiRequest request) =>
        new(request.Version < new ApiVersion(1, 42) ? null : Text.OrNull(request.Query("signal")), request.Number("t"));
}
