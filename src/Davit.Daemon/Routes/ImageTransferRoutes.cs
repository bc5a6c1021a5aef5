using Davit.Daemon.Http;
using Davit.Engine;
using Davit.Engine.Images;

namespace Davit.Daemon.Routes;

/// <summary>Images in and out: from and to registries, and as archives.</summary>
internal sealed class ImageTransferRoutes(ImageService images, ImageTransferService transfers)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Post("/images/load", Load) with { Answer = typeof(Davit.Api.Streams.ProgressMessage), Query = ["quiet", "platform"] },
        Route.Post("/images/create", Create) with { Answer = typeof(Davit.Api.Streams.ProgressMessage), Query = ["fromImage", "fromSrc", "repo", "tag", "message", "changes", "platform"] },
        Route.Post("/images/{name}/push", Push) with { Answer = typeof(Davit.Api.Streams.ProgressMessage), Query = ["tag", "platform"] },
        Route.Get("/images/get", SaveMany) with { Query = ["names", "platform"] },
        Route.Get("/images/{name}/get", SaveOne) with { Query = ["platform"] },
    ];

    private async Task Load(ApiRequest request)
    {
        var platforms = PlatformQuery.ReadAll(request, "platform");
        await using var progress = new ProgressStream(request);
        await progress.RunAsync(report => images.LoadAsync(request.Http.Request.Body, request.Flag("quiet"), platforms, report, request.Cancellation)).ConfigureAwait(false);
    }

    private async Task Create(ApiRequest request)
    {
        if (request.Query("fromImage") is { Length: > 0 } name)
        {
            await PullAsync(request, name).ConfigureAwait(false);
            return;
        }

        if (request.Query("fromSrc") is not "-")
        {
            throw new EngineException(ErrorKind.NotImplemented, "import from a URL is not supported: download the archive and import it from standard input");
        }

        await ImportAsync(request).ConfigureAwait(false);
    }

    private async Task PullAsync(ApiRequest request, string name)
    {
        var pull = new ImagePullRequest
        {
            Name = name,
            Tag = request.Query("tag"),
            Platform = request.Query("platform"),
            Credentials = RegistryAuth.ReadLenient(request),
        };

        // A client that goes away cancels its pull; what came is kept for the next one.
        using var client = request.WatchClient();
        await using var progress = new ProgressStream(request);
        await progress.RunAsync(report => transfers.PullAsync(pull, report, client.Token)).ConfigureAwait(false);
    }

    private async Task Push(ApiRequest request)
    {
        var push = new ImagePushRequest
        {
            Name = request.Name,
            Tag = request.Query("tag"),
            Platform = PlatformQuery.Read(request),
            Credentials = RegistryAuth.Read(request),
        };
        await request.Http.Request.Body.CopyToAsync(Stream.Null, request.Cancellation).ConfigureAwait(false);
        using var client = request.WatchClient();
        await using var progress = new ProgressStream(request);
        await progress.RunAsync(report => transfers.PushAsync(push, report, client.Token)).ConfigureAwait(false);
    }

    private async Task ImportAsync(ApiRequest request)
    {
        var import = new ImageImportRequest
        {
            Repository = request.Query("repo"),
            Tag = request.Query("tag"),
            Message = request.Query("message"),
            Changes = request.QueryList("changes"),
            Platform = request.Query("platform"),
        };
        await using var progress = new ProgressStream(request);
        await progress.RunAsync(async report =>
        {
            var id = await images.ImportAsync(request.Http.Request.Body, import, report, request.Cancellation).ConfigureAwait(false);
            report.Report(new ImageProgress { Status = id });
        }).ConfigureAwait(false);
    }

    private Task SaveOne(ApiRequest request) => SaveAsync(request, [request.Name]);

    private Task SaveMany(ApiRequest request)
    {
        var names = request.QueryList("names").SelectMany(list => list.Split(',', StringSplitOptions.RemoveEmptyEntries)).ToArray();
        return names.Length > 0
            ? SaveAsync(request, names)
            : throw new EngineException(ErrorKind.InvalidParameter, "no image names: want names=NAME");
    }

    private async Task SaveAsync(ApiRequest request, IReadOnlyList<string> names)
    {
        var content = await images.SaveAsync(names, PlatformQuery.ReadAll(request, "platform"), request.Cancellation).ConfigureAwait(false);
        request.Http.Response.ContentType = MediaTypes.Tar;
        await content(request.Http.Response.Body, request.Cancellation).ConfigureAwait(false);
    }
}
