using Davit.Api.System;
using Davit.Daemon.Json;
using Davit.Engine;
using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Http;

/// <summary>The one place where a failure becomes an HTTP status and docker's <c>{"message": …}</c>.</summary>
internal static class ErrorResponses
{
    public static int StatusOf(Exception failure) => failure switch
    {
        EngineException engine => StatusOf(engine.Kind),
        BadHttpRequestException request => request.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    public static Task WriteAsync(HttpContext http, int status, string message, CancellationToken cancellation) =>
        JsonAnswer.WriteAsync(http.Response, status, new ErrorResponse { Message = message }, WireShape.For(ApiVersion.Current), cancellation);

    private static int StatusOf(ErrorKind kind) => kind switch
    {
        ErrorKind.InvalidParameter => StatusCodes.Status400BadRequest,
        ErrorKind.Unauthorized => StatusCodes.Status401Unauthorized,
        ErrorKind.NotFound => StatusCodes.Status404NotFound,
        ErrorKind.Conflict => StatusCodes.Status409Conflict,
        ErrorKind.Forbidden => StatusCodes.Status403Forbidden,
        ErrorKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        ErrorKind.NotImplemented => StatusCodes.Status501NotImplemented,
        _ => StatusCodes.Status500InternalServerError,
    };
}
