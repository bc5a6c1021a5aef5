using Davit.Daemon.Http;
using Davit.Engine;
using Davit.Engine.Images;

namespace Davit.Daemon.Routes;

/// <summary>Images in and out as archives: load, save, import.</summary>
internal sealed class ImageTransferRoutes(ImageService images)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Post("/images/load", Load) with { Answer = typeof(Davit.Api.Streams.ProgressMessage), Query = ["quiet", "platform"] },
        Route.Post("/images/create", Create) with { Answer = typeof(Davit.Api.Streams.ProgressMessage), Query = ["fromImage", "fromSrc", "repo", "tag", "message", "changes", "platform"] },
        Route.Get("/images/get", SaveMany) with { Query = ["names", "platform"] },
        Route.Get("/images/{name}/get", SaveOne) with { Query = ["platform"] },
    ];

    private async Task Load(ApiRequest request)
    {
        await using var progress = new ProgressStream(request);
        await progress.RunAsync(report => images.LoadAsync(request.Http.Request.Body, request.Flag("quiet"), report, request.Cancellation)).ConfigureAwait(false);
    }

    private async Task Create(ApiRequest request)
    {
        if (request.Query("fromImage") is { Length: > 0 } name)
        {
            throw NoRegistry(name, request.Query("tag"));
        }

        if (request.Query("fromSrc") is not "-")
        {
            throw new EngineException(ErrorKind.NotImplemented, "import from a URL is not supported: download the archive and import it from standard input");
        }

        await ImportAsync(request).ConfigureAwait(false);
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
        var content = await images.SaveAsync(names, request.Cancellation).ConfigureAwait(false);
        request.Http.Response.ContentType = MediaTypes.Tar;
        await content(request.Http.Response.Body, request.Cancellation).ConfigureAwait(false);
    }

    // The status and first words are what clients match on when a registry does not have an image.
    private static EngineException NoRegistry(string name, string tag)
    {
        var reference = tag.Length == 0 ? name : name + (tag.Contains(':', StringComparison.Ordinal) ? "@" : ":") + tag;
        return new EngineException(
            ErrorKind.NotFound,
            $"pull access denied for {reference}, repository does not exist or may require 'docker login': this version reaches no registry; 'davit load' or 'davit import' brings an image in");
    }
}
