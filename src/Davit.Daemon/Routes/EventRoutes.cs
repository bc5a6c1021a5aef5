using Davit.Api.Events;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine.Events;

namespace Davit.Daemon.Routes;

/// <summary>The stream of events.</summary>
internal sealed class EventRoutes(EventService events)
{
    private const byte RecordSeparator = 0x1e;

    public IEnumerable<Route> Routes =>
    [
        Route.Get("/events", Follow) with { Answer = typeof(EventMessage), Query = ["since", "until", "filters"] },
    ];

    private async Task Follow(ApiRequest request)
    {
        var query = new EventQuery
        {
            Since = GoTime.Parse(request.Query("since"), "since"),
            Until = GoTime.Parse(request.Query("until"), "until"),
            Filters = request.Filters(),
        };
        using var client = request.WatchClient();
        var following = events.Follow(query, client.Token);
        var type = TypeOf(request);
        var output = await request.BeginStreamAsync(type).ConfigureAwait(false);
        await foreach (var happened in following.ConfigureAwait(false))
        {
            if (type == MediaTypes.JsonSequence)
            {
                await output.WriteAsync(new[] { RecordSeparator }, client.Token).ConfigureAwait(false);
            }

            await request.SendLineAsync(EventMapping.ToWire(happened), client.Token).ConfigureAwait(false);
        }
    }

    // Since 1.52 a client may ask for the kind of stream (RFC 7464 or lines).
    private static string TypeOf(ApiRequest request)
    {
        var accept = request.Http.Request.Headers.Accept.ToString();
        string[] known = [MediaTypes.JsonSequence, MediaTypes.JsonLines, MediaTypes.NewlineJson];
        return request.Version < new ApiVersion(1, 52)
            ? MediaTypes.Json
            : Array.Find(known, type => accept.Contains(type, StringComparison.Ordinal)) ?? MediaTypes.Json;
    }
}
