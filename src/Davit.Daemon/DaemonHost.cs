using System.Net.Security;
using Davit.Daemon.Http;
using Davit.Daemon.Options;
using Davit.Daemon.Routes;
using Davit.Daemon.Sockets;
using Davit.Daemon.Tls;
using Davit.Engine;

namespace Davit.Daemon;

/// <summary>The life of the daemon, from the lock on its directories to the end of the last request.</summary>
internal static class DaemonHost
{
    public static async Task<int> RunAsync(DaemonOptions options, DaemonParts parts, EngineLog log)
    {
        using var stop = new StopSignals();
        try
        {
            await ServeAsync(options, parts, log, stop).ConfigureAwait(false);
            return 0;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            return 0;
        }
        catch (Exception failure) when (failure is OptionException or EngineException or IOException or UnauthorizedAccessException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            log.Error($"failed to start daemon: {failure.Message}");
            return 1;
        }
    }

    private static async Task ServeAsync(DaemonOptions options, DaemonParts parts, EngineLog log, StopSignals stop)
    {
        foreach (var warning in options.Warnings)
        {
            log.Warning(warning);
        }

        // 1. one daemon per directory, 2. sockets, so that clients can queue, 3. the engine, 4. answers.
        Roots.Prepare(options);
        using var only = DaemonLock.Take(options);
        var tls = LoadTls(options);
        var listeners = new SocketBinder(parts.GiveSocketToGroup, log).Bind(options);
        var engine = await parts.ComposeEngine(options, log, stop.Token).ConfigureAwait(false);
        await using (engine.ConfigureAwait(false))
        {
            await engine.StartAsync(stop.Token).ConfigureAwait(false);
            var routes = AllRoutes.Of(engine, options);
            await using var server = new ApiServer(routes, listeners, tls, new CommonHeaders(parts.Version, options.Experimental), log);
            await server.StartAsync(stop.Token).ConfigureAwait(false);
            using var memory = new IdleMemory(TimeProvider.System);
            ServiceNotification.Ready();
            log.Information($"API listen on {string.Join(", ", options.Hosts)}");
            await stop.WaitAsync().ConfigureAwait(false);
            log.Information("daemon stops; containers go on");
        }
    }

    private static SslServerAuthenticationOptions? LoadTls(DaemonOptions options) => options.Tls
        ? TlsSettings.Load(new TlsFiles(options.TlsCertificate, options.TlsKey, options.TlsAuthority, options.TlsVerify))
        : null;
}
