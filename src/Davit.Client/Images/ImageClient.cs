using System.Text.Json;
using Davit.Client.Transport;

namespace Davit.Client.Images;

/// <summary>The <c>/images</c> routes.</summary>
public sealed class ImageClient
{
    private readonly EngineClient _engine;

    internal ImageClient(EngineClient engine) => _engine = engine;

    public JsonDocument List(bool all, Filters filters, bool manifests = false)
    {
        var query = new QueryString().AddIf("all", all).AddFilters(filters).AddIf("manifests", manifests);
        return _engine.Get($"/images/json{query}");
    }

    public JsonDocument Inspect(string name, string platform = "") =>
        _engine.Get($"{At(name)}/json{new QueryString().AddIf("platform", platform)}");

    public JsonDocument History(string name, string platform) =>
        _engine.Get($"{At(name)}/history{new QueryString().AddIf("platform", platform)}");

    public void Tag(string name, string repository, string tag) =>
        _engine.Post($"{At(name)}/tag{new QueryString().Add("repo", repository).AddIf("tag", tag)}");

    public JsonDocument Remove(string name, bool force, bool noPrune, IReadOnlyList<string> platforms)
    {
        var query = new QueryString().AddIf("force", force).AddIf("noprune", noPrune);
        foreach (var platform in platforms)
        {
            query.Add("platforms", platform);
        }

        return _engine.Delete($"{At(name)}{query}");
    }

    public JsonDocument Prune(Filters filters) => _engine.PostJson($"/images/prune{new QueryString().AddFilters(filters)}", default);

    /// <summary>Progress as a stream of documents. Dispose the response.</summary>
    public EngineResponse Load(Stream archive, bool quiet, string platform) =>
        _engine.Send(Tar("POST", $"/images/load{new QueryString().Add("quiet", quiet ? "1" : "0").AddIf("platform", platform)}", archive));

    /// <summary>An archive of the images. Dispose the response.</summary>
    public EngineResponse Save(IReadOnlyList<string> names, string platform)
    {
        var query = new QueryString();
        foreach (var name in names)
        {
            query.Add("names", name);
        }

        return _engine.Send(new HttpCall("GET", $"/images/get{query.AddIf("platform", platform)}"));
    }

    /// <summary>Makes an image of a root file system. <paramref name="source"/> is <c>-</c> with an archive, or a URL that the daemon fetches.</summary>
    public EngineResponse Import(ImportQuery import, Stream? archive)
    {
        var query = new QueryString();
        foreach (var change in import.Changes)
        {
            query.Add("changes", change);
        }

        query.Add("fromSrc", import.Source).AddIf("message", import.Message).AddIf("platform", import.Platform).AddIf("repo", import.Repository).AddIf("tag", import.Tag);
        return _engine.Send(archive is null ? new HttpCall("POST", $"/images/create{query}") : Tar("POST", $"/images/create{query}", archive));
    }

    /// <summary>Progress of a download as a stream of documents; without a tag, of all tags. Dispose the response.</summary>
    public EngineResponse Pull(string repository, string tag, string platform, string authentication) =>
        _engine.Send(Authenticated("POST", $"/images/create{new QueryString().Add("fromImage", repository).AddIf("tag", tag).AddIf("platform", platform)}", authentication));

    /// <summary>Progress of an upload as a stream of documents; without a tag, of all tags. <paramref name="platform"/> is a document. Dispose the response.</summary>
    public EngineResponse Push(string repository, string tag, string platform, string authentication) =>
        _engine.Send(Authenticated("POST", $"{At(repository)}/push{new QueryString().AddIf("tag", tag).AddIf("platform", platform)}", authentication));

    /// <summary>Images of a registry that a term finds; a limit of 0 leaves it to the registry.</summary>
    public JsonDocument Search(string term, long limit, Filters filters, string authentication)
    {
        using var response = _engine.Send(Authenticated("GET", $"/images/search{new QueryString().Add("term", term).AddIf("limit", limit > 0 ? limit : null).AddFilters(filters)}", authentication));
        return response.ReadJson();
    }

    private static HttpCall Authenticated(string method, string path, string authentication) =>
        new(method, path) { Headers = authentication.Length == 0 ? [] : [KeyValuePair.Create("X-Registry-Auth", authentication)] };

    private static HttpCall Tar(string method, string path, Stream archive) =>
        new(method, path) { Body = archive, Headers = [KeyValuePair.Create("Content-Type", "application/x-tar")] };

    private static string At(string name) => $"/images/{PathText.Name(name)}";
}
