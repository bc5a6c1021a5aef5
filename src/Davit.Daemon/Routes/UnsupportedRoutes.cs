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

    private static readonly string[] Methods = ["GET", "POST", "DELETE"];

    public static IEnumerable<Route> Routes =>
    [
        .. SwarmNouns.SelectMany(noun => RefuseAll($"/{noun}", ErrorKind.Unavailable, NotAManager)),
        Refuse("POST", "/swarm/init", ErrorKind.NotImplemented, "swarm mode is not supported"),
        Refuse("POST", "/swarm/join", ErrorKind.NotImplemented, "swarm mode is not supported"),
        Refuse("POST", "/swarm/leave", ErrorKind.Unavailable, "This node is not part of a swarm"),
        .. RefuseAll("/swarm", ErrorKind.Unavailable, NotAManager),
        Route.Get("/plugins", request => request.AnswerAsync<IReadOnlyList<string>>([])) with { Query = ["filters"] },
        .. RefuseBelow("/plugins", ErrorKind.NotImplemented, "plugins are not supported"),
        Route.Post("/build/prune", request => request.AnswerAsync(new BuildCachePruneReport())) with { Answer = typeof(BuildCachePruneReport) },
        Refuse("POST", "/build", ErrorKind.NotImplemented, "building images is not supported yet: build elsewhere and 'davit load' the result"),
        Refuse("POST", "/session", ErrorKind.NotImplemented, "build sessions are not supported yet"),
        Refuse("POST", "/grpc", ErrorKind.NotImplemented, "build sessions are not supported yet"),
        Refuse("PUT", "/volumes/{name}", ErrorKind.Unavailable, "cluster volumes are not supported: this node is not part of a swarm"),
    ];

    private static IEnumerable<Route> RefuseAll(string path, ErrorKind kind, string message) =>
        [.. Methods.Select(method => Refuse(method, path, kind, message)), .. RefuseBelow(path, kind, message)];

    private static IEnumerable<Route> RefuseBelow(string path, ErrorKind kind, string message) =>
        Methods.Select(method => Refuse(method, path + "/{rest}", kind, message));

    private static Route Refuse(string method, string path, ErrorKind kind, string message) =>
        new(method, new PathTemplate(path), _ => throw new EngineException(kind, message)) { Refused = true };
}
