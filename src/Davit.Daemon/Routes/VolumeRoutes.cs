using Davit.Api.Json;
using Davit.Api.Volumes;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine;
using Davit.Engine.Filtering;
using Davit.Engine.Volumes;
using Microsoft.AspNetCore.Http;
using Wire = Davit.Api.Volumes;

namespace Davit.Daemon.Routes;

/// <summary>Volumes.</summary>
internal sealed class VolumeRoutes(VolumeService volumes)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Get("/volumes", List) with { Answer = typeof(VolumeListResponse), Query = ["filters"] },
        Route.Post("/volumes/create", Create) with { Body = typeof(Wire.VolumeCreateRequest), Answer = typeof(Volume), Status = 201 },
        Route.Post("/volumes/prune", Prune) with { Answer = typeof(VolumePruneReport), Query = ["filters"] },
        Route.Get("/volumes/{name}", Inspect) with { Answer = typeof(Volume) },
        Route.Delete("/volumes/{name}", Remove) with { Status = 204, Query = ["force"] },
    ];

    private async Task List(ApiRequest request)
    {
        var found = await volumes.ListAsync(request.Filters(), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new VolumeListResponse { Volumes = [.. found.Select(volume => VolumeMapping.ToWire(volume, usage: false))] }).ConfigureAwait(false);
    }

    private async Task Create(ApiRequest request)
    {
        var body = await request.ReadOptionalAsync(EngineApiJson.Wire.VolumeCreateRequest).ConfigureAwait(false) ?? new Davit.Api.Volumes.VolumeCreateRequest();
        if (body.ClusterVolumeSpec is not null)
        {
            throw new EngineException(ErrorKind.Unavailable, "cluster volumes are not supported: this node is not part of a swarm");
        }

        var volume = await volumes.CreateAsync(VolumeMapping.ToEngine(body), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(VolumeMapping.ToWire(volume, usage: false), StatusCodes.Status201Created).ConfigureAwait(false);
    }

    private async Task Inspect(ApiRequest request)
    {
        var volume = await volumes.InspectAsync(request.Name, request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(VolumeMapping.ToWire(volume, usage: false)).ConfigureAwait(false);
    }

    private async Task Remove(ApiRequest request)
    {
        await volumes.RemoveAsync(request.Name, request.Flag("force"), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(StatusCodes.Status204NoContent).ConfigureAwait(false);
    }

    private async Task Prune(ApiRequest request)
    {
        var pruned = await volumes.PruneAsync(PruneFilters(request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new VolumePruneReport { VolumesDeleted = pruned.Deleted, SpaceReclaimed = (ulong)pruned.SpaceReclaimed }).ConfigureAwait(false);
    }

    // Until 1.41 prune took named volumes too; since then only with all=true (api version-history v1.42).
    private static Filters PruneFilters(ApiRequest request)
    {
        var filters = request.Filters();
        return request.Version < new ApiVersion(1, 42) && !filters.Contains("all")
            ? Filters.Of([.. filters.Keys.SelectMany(key => filters.Get(key).Select(value => (key, value))), ("all", "true")])
            : filters;
    }
}
