using Davit.Api.Containers;
using Davit.Api.Stats;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine;
using Davit.Engine.Containers;

namespace Davit.Daemon.Routes;

/// <summary>Processes and resource use of containers.</summary>
internal sealed class ContainerUsageRoutes(ContainerUsageService usage)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Get("/containers/{id}/top", Top) with { Answer = typeof(ContainerTopResponse), Query = ["ps_args"] },
        Route.Get("/containers/{id}/stats", Stats) with { Answer = typeof(ContainerStats), Query = ["stream", "one-shot"] },
    ];

    private async Task Top(ApiRequest request)
    {
        var top = await usage.TopAsync(request.Name, Text.OrNull(request.Query("ps_args")), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new ContainerTopResponse { Titles = top.Titles, Processes = top.Processes }).ConfigureAwait(false);
    }

    private async Task Stats(ApiRequest request)
    {
        var stream = request.Flag("stream", otherwise: true);
        var oneShot = request.Version >= new ApiVersion(1, 41) && request.Flag("one-shot");
        if (stream && oneShot)
        {
            throw new EngineException(ErrorKind.InvalidParameter, "cannot have stream=true and one-shot=true");
        }

        using var client = request.WatchClient();
        var samples = usage.Stats(request.Name, stream, oneShot, client.Token);
        await request.BeginStreamAsync(MediaTypes.Json).ConfigureAwait(false);
        await foreach (var sample in samples.ConfigureAwait(false))
        {
            await request.SendLineAsync(StatsMapping.ToWire(sample), client.Token).ConfigureAwait(false);
        }
    }
}
