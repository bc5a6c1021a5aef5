using Davit.Api.Networks;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine;
using Davit.Engine.Networks;

namespace Davit.Daemon.Routes;

/// <summary>Networks: the built-in ones can be looked at; others cannot be made yet.</summary>
internal sealed class NetworkRoutes(NetworkService networks)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Get("/networks", List) with { Answer = typeof(IReadOnlyList<NetworkInspect>), Query = ["filters"] },
        Route.Post("/networks/create", Refuse("making a network")) with { Body = typeof(NetworkCreateRequest), Answer = typeof(NetworkCreateResponse), Status = 201, Refused = true },
        Route.Post("/networks/prune", Prune) with { Answer = typeof(NetworkPruneReport), Query = ["filters"] },
        Route.Post("/networks/{id}/connect", Refuse("connecting a container to a further network")) with { Body = typeof(NetworkConnectRequest), Refused = true },
        Route.Post("/networks/{id}/disconnect", Refuse("disconnecting a container from a network")) with { Body = typeof(NetworkDisconnectRequest), Refused = true },
        Route.Get("/networks/{id}", Inspect) with { Answer = typeof(NetworkInspect), Query = ["verbose", "scope"] },
        Route.Delete("/networks/{id}", Remove) with { Status = 204 },
    ];

    private Task List(ApiRequest request) => request.AnswerAsync<IReadOnlyList<NetworkInspect>>(
        [.. networks.List(request.Filters()).Select(network => NetworkMapping.ToWire(network, containers: request.Version < new ApiVersion(1, 28)))]);

    private Task Inspect(ApiRequest request) => request.AnswerAsync(NetworkMapping.ToWire(networks.Inspect(request.Name), containers: true));

    private Task Remove(ApiRequest request) => throw new EngineException(
        ErrorKind.Forbidden,
        $"{networks.Inspect(request.Name).Name} is a pre-defined network and cannot be removed");

    // All networks are pre-defined, so there is never one to remove.
    private static Task Prune(ApiRequest request)
    {
        request.Filters().Accept("label", "label!", "until");
        return request.AnswerAsync(new NetworkPruneReport());
    }

    private static RouteHandler Refuse(string what) => _ => throw new EngineException(
        ErrorKind.NotImplemented,
        $"{what} is not supported yet: containers use the networks bridge, host, none or container:NAME");
}
