namespace Davit.Daemon.Http;

/// <summary>One operation of the API: what it answers to, who answers, and the wire types for the API document.</summary>
internal sealed record Route(string Method, PathTemplate Path, RouteHandler Handler)
{
    /// <summary>Wire type of the request's body; null when it has none or it is not JSON.</summary>
    public Type? Body { get; init; }

    /// <summary>Wire type of the answer; null when it has no JSON body.</summary>
    public Type? Answer { get; init; }

    /// <summary>Status of success.</summary>
    public int Status { get; init; } = 200;

    /// <summary>Names of the query parameters it reads.</summary>
    public IReadOnlyList<string> Query { get; init; } = [];

    /// <summary>It only says that this engine does not have the operation.</summary>
    public bool Refused { get; init; }

    public static Route Get(string path, RouteHandler handler) => new("GET", new PathTemplate(path), handler);

    public static Route Head(string path, RouteHandler handler) => new("HEAD", new PathTemplate(path), handler);

    public static Route Post(string path, RouteHandler handler) => new("POST", new PathTemplate(path), handler);

    public static Route Put(string path, RouteHandler handler) => new("PUT", new PathTemplate(path), handler);

    public static Route Delete(string path, RouteHandler handler) => new("DELETE", new PathTemplate(path), handler);
}
