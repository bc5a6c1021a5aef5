using Davit.Engine;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Davit.Daemon.Http;

/// <summary>
/// What Kestrel calls for every request: checks the version, finds the route, turns failures into answers. One bad
/// request never harms another.
/// </summary>
internal sealed class ApiApplication(RouteTable routes, CommonHeaders headers, EngineLog log, CancellationToken stopping) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        try
        {
            headers.Apply(context.Response.Headers);
            await DispatchAsync(context).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Report(context, failure);
            if (context.Response.HasStarted)
            {
                // Too late for a status: Kestrel sends what was written and closes without the last chunk, which
                // tells the client that the answer is not whole.
                throw;
            }

            await AnswerFailureAsync(context, ErrorResponses.StatusOf(failure), failure.Message).ConfigureAwait(false);
        }
    }

    private Task DispatchAsync(HttpContext http)
    {
        var raw = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var target = RequestTarget.Parse(raw);
        var version = ApiVersion.Current;
        if (target.VersionText is not null)
        {
            version = Negotiate(target.VersionText);
        }

        if (!routes.TryFind(http.Request.Method, target.Segments, out var route, out var name))
        {
            return ErrorResponses.WriteAsync(http, StatusCodes.Status404NotFound, "page not found", http.RequestAborted);
        }

        log.Debug($"{http.Request.Method} {raw}");
        return route.Handler(new ApiRequest(http, version, name, stopping));
    }

    private static ApiVersion Negotiate(string text)
    {
        if (!ApiVersion.TryParse(text, out var version))
        {
            throw new EngineException(ErrorKind.InvalidParameter, $"invalid API version '{text}'");
        }

        if (version < ApiVersion.Minimum)
        {
            throw new EngineException(
                ErrorKind.InvalidParameter,
                $"client version {text} is too old. Minimum supported API version is {ApiVersion.Minimum}, please upgrade your client to a newer version");
        }

        return version > ApiVersion.Current
            ? throw new EngineException(
                ErrorKind.InvalidParameter,
                $"client version {text} is too new. Maximum supported API version is {ApiVersion.Current}")
            : version;
    }

    private void Report(HttpContext http, Exception failure)
    {
        if (failure is OperationCanceledException or IOException || http.RequestAborted.IsCancellationRequested)
        {
            log.Debug($"{http.Request.Method} {http.Request.Path}: {failure.Message}");
        }
        else if (ErrorResponses.StatusOf(failure) >= StatusCodes.Status500InternalServerError)
        {
            log.Error($"{http.Request.Method} {http.Request.Path}: {(failure is EngineException ? failure.Message : failure)}");
        }
    }

    private async Task AnswerFailureAsync(HttpContext http, int status, string message)
    {
        try
        {
            http.Response.Clear();
            headers.Apply(http.Response.Headers);
            await ErrorResponses.WriteAsync(http, status, message, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is IOException or OperationCanceledException or ObjectDisposedException or InvalidOperationException)
        {
            log.Debug($"answer to {http.Request.Path} could not be sent: {failure.Message}");
        }
    }
}
