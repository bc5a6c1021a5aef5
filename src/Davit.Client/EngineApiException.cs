using System.Net;

namespace Davit.Client;

/// <summary>The daemon refused a request; the message is the daemon's own.</summary>
public sealed class EngineApiException(HttpStatusCode status, string message) : Exception(message)
{
    public HttpStatusCode Status { get; } = status;

    public bool IsNotFound => Status == HttpStatusCode.NotFound;

    public bool IsConflict => Status == HttpStatusCode.Conflict;

    public bool IsNotModified => Status == HttpStatusCode.NotModified;
}
