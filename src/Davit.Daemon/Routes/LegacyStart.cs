using Davit.Daemon.Http;
using Davit.Engine;
using Microsoft.AspNetCore.Http.Features;

namespace Davit.Daemon.Routes;

/// <summary>Start took a HostConfig until API 1.23; a client that still sends one must not believe that it counts.</summary>
internal static class LegacyStart
{
    // Clients that send "{}" or "null" mean nothing by it; dockerd's own limit (7 bytes: chunked "{}").
    private const long HarmlessLength = 7;

    /// <exception cref="EngineException">The request has a body.</exception>
    public static void Refuse(ApiRequest request)
    {
        var length = request.Http.Request.ContentLength;
        var chunked = length is null && request.Http.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody == true;
        if (length > HarmlessLength || (chunked && request.Version >= new ApiVersion(1, 24) && request.Http.Request.ContentType is not null))
        {
            throw new EngineException(
                ErrorKind.InvalidParameter,
                "starting container with non-empty request body was deprecated since API v1.22 and removed in v1.24");
        }
    }
}
