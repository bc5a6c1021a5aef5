using Davit.Api.System;
using Davit.Daemon.Http;
using Davit.Engine;

namespace Davit.Daemon.Routes;

/// <summary>
/// Operations that this engine does not have: each is refused in words and with the status that makes docker's clients
/// do the right thing.
/// </summary>
internal static class UnsupportedRoutes
{
    private const string NotAManager =
        "This node is not a swarm manager. Use \"docker swarm init\" or \"docker swarm join\" to connect this node to swarm and try again.";

    private static readonly string[] SwarmNouns = ["nodes", "services", "tasks", "secrets", "configs"];

    public static IEnumerable<Route> Routes =>
    [
        .. SwarmNouns.SelectMany(noun => Refuse($"/{noun}", ErrorKind.Unavailable, NotAManager)),
        Route.Post("/swarm/init", Refusal(ErrorKind.NotImplemented, "swarm mode is not supported")),
        Route.Post("/swarm/join", Refusal(ErrorKind.NotImplemented, "swarm mode is not supported")),
        Route.Post("/swarm/leave", Refusal(ErrorKind.Unavailable, "This node is not part of a swarm")),
        .. Refuse("/swarm", ErrorKind.Unavailable, NotAManager),
        Route.Get("/plugins", request => request.AnswerAsync<IReadOnlyList<string>>([])),
        .. Refuse("/plugins", ErrorKind.NotImplemented, "plugins are not supported"),
        Route.Post("/build/prune", request => request.AnswerAsync(new BuildCachePruneReport())) with { Answer = typeof(BuildCachePruneReport) },
        Route.Post("/build", Refusal(ErrorKind.NotImplemented, "building images is not supported yet: build elsewhere and 'davit load' the result")),
        Route.Post("/session", Refusal(ErrorKind.NotImplemented, "build sessions are not supported yet")),
        Route.Post("/grpc", Refusal(ErrorKind.NotImplemented, "build sessions are not supported yet")),
        Route.Post("/auth", Refusal(ErrorKind.NotImplemented, "this version reaches no registry, so there is nothing to log in to")),
        Route.Get("/images/search", Refusal(ErrorKind.NotImplemented, "this version reaches no registry, so there is nothing to search")),
        Route.Post("/images/{name}/push", Refusal(ErrorKind.NotImplemented, "this version reaches no registry: 'davit save' writes an archive")),
        Route.Get("/distribution/{name}/json", Refusal(ErrorKind.NotImplemented, "this version reaches no registry")),
        Route.Put("/volumes/{name}", Refusal(ErrorKind.Unavailable, "cluster volumes are not supported: this node is not part of a swarm")),
    ];

    private static IEnumerable<Route> Refuse(string path, ErrorKind kind, string message)
    {
        foreach (var method in (string[])["GET", "POST", "DELETE"])
        {
            yield return new Route(method, new PathTemplate(path), Refusal(kind, message));
            yield return new Route(method, new PathTemplate(path + "/{rest}"), Refusal(kind, message));
        }
    }

    private static RouteHandler Refusal(ErrorKind kind, string message) => _ => throw new EngineException(kind, message);
}
