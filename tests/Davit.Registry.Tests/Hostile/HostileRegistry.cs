using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.Logging;

namespace Davit.Registry.Tests.Hostile;

/// <summary>
/// A registry in this process. Left alone it behaves (<see cref="RegistryHandler"/>); every misbehaviour that is added replaces right
/// answers by wrong ones. It writes down what it was asked.
/// </summary>
public sealed class HostileRegistry : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly RegistryHandler handler;
    private readonly TimeProvider time;
    private readonly bool isSecure;
    private readonly ConcurrentQueue<RecordedRequest> requests = new();
    private readonly ConcurrentQueue<Misbehaviour> misbehaviours = new();

    private HostileRegistry(WebApplication application, TimeProvider time, bool isSecure)
    {
        this.application = application;
        this.time = time;
        this.isSecure = isSecure;
        handler = new RegistryHandler(Content);
    }

    public RegistryContent Content { get; } = new();

    public RegistryGuard Guard { get; } = new();

    /// <summary>What came, in its order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. requests];

    public int Port => new Uri(application.Urls.First()).Port;

    /// <summary>For references.</summary>
    public string Authority => $"127.0.0.1:{Port}";

    public string Address => $"{(isSecure ? "https" : "http")}://{Authority}";

    /// <summary>Uploads continue here, if not at this registry.</summary>
    public string UploadsAt
    {
        set => handler.UploadsAt = value;
    }

    /// <summary>Starts one on a free port of the loopback.</summary>
    /// <param name="certificate">For https.</param>
    /// <param name="time">Stamps the requests.</param>
    /// <param name="asksForCertificate">Clients are asked for a certificate, and let in without one.</param>
    public static async Task<HostileRegistry> StartAsync(X509Certificate2? certificate = null, TimeProvider? time = null, bool asksForCertificate = false)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Limits.MaxRequestBodySize = null;
            options.Limits.MinResponseDataRate = null;
            options.Limits.MinRequestBodyDataRate = null;
            options.Listen(IPAddress.Loopback, 0, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(https =>
                    {
                        https.ServerCertificate = certificate;
                        https.ClientCertificateMode = asksForCertificate ? ClientCertificateMode.AllowCertificate : ClientCertificateMode.NoCertificate;
                        https.AllowAnyClientCertificate();
                    });
                }
            });
        });
        var application = builder.Build();
        var registry = new HostileRegistry(application, time ?? TimeProvider.System, certificate is not null);
        application.Run(registry.AnswerAsync);
        await application.StartAsync();
        return registry;
    }

    /// <summary>From now on this happens.</summary>
    public Misbehaviour On(string method, string path, Func<HttpContext, Task<bool>> act)
    {
        var misbehaviour = new Misbehaviour(method, path, act);
        misbehaviours.Enqueue(misbehaviour);
        return misbehaviour;
    }

    /// <summary>Requests of this method whose path contains this.</summary>
    public IReadOnlyList<RecordedRequest> Seen(string method, string path) =>
        [.. requests.Where(request => request.Method == method && request.Target.Contains(path, StringComparison.Ordinal))];

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await application.StopAsync(now.Token);
        await application.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        requests.Enqueue(new RecordedRequest(
            request.Method, request.Path + request.QueryString.ToString(), request.Headers.Authorization.ToString(), request.Headers.Range.ToString(),
            new HeaderDictionary(request.Headers.ToDictionary()), time.GetUtcNow())
        {
            ClientCertificate = context.Connection.ClientCertificate?.Thumbprint ?? "",
        });
        foreach (var misbehaviour in misbehaviours)
        {
            if (misbehaviour.Hits(context) && await misbehaviour.Act(context))
            {
                return;
            }
        }

        if (request.Path == "/token")
        {
            await Guard.IssueAsync(context);
        }
        else if (!Guard.Admits(request.Headers.Authorization.ToString()))
        {
            context.Response.StatusCode = 401;
            context.Response.Headers.WWWAuthenticate = Guard.Challenge;
            await context.Response.WriteAsync("""{"errors":[{"code":"UNAUTHORIZED","message":"authentication required"}]}""");
        }
        else
        {
            await handler.AnswerAsync(context);
        }
    }
}
