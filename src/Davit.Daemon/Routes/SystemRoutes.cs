using Davit.Api.System;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Daemon.Options;
using Davit.Engine.SystemInfo;
using Microsoft.AspNetCore.Http;
using Wire = Davit.Api.System;

namespace Davit.Daemon.Routes;

/// <summary>The daemon itself: ping, version, info, disk usage.</summary>
internal sealed class SystemRoutes(SystemService system, DaemonOptions options)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Get("/_ping", Ping),
        Route.Head("/_ping", Ping),
        Route.Get("/version", Version) with { Answer = typeof(SystemVersion) },
        Route.Get("/info", Info) with { Answer = typeof(SystemInfo) },
        Route.Get("/system/df", DiskUsage) with { Answer = typeof(Wire.DiskUsage), Query = ["type", "verbose"] },
    ];

    private static async Task Ping(ApiRequest request)
    {
        var response = request.Http.Response;
        response.Headers.CacheControl = "no-cache, no-store, must-revalidate";
        response.Headers.Pragma = "no-cache";
        response.Headers["Builder-Version"] = "1";
        response.Headers["Swarm"] = "inactive";
        response.ContentType = MediaTypes.Text;
        if (HttpMethods.IsHead(request.Http.Request.Method))
        {
            response.ContentLength = 0;
            return;
        }

        response.ContentLength = 2;
        await response.Body.WriteAsync("OK"u8.ToArray(), request.Cancellation).ConfigureAwait(false);
    }

    private Task Version(ApiRequest request) => request.AnswerAsync(SystemMapping.ToWire(system.Version()));

    private async Task Info(ApiRequest request)
    {
        var description = await system.DescribeAsync(request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(SystemMapping.ToWire(description, options, request.Version)).ConfigureAwait(false);
    }

    private async Task DiskUsage(ApiRequest request)
    {
        var usage = await system.DiskUsageAsync(DiskUsageMapping.Parts(request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(DiskUsageMapping.ToWire(usage, request)).ConfigureAwait(false);
    }
}
