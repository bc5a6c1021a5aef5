using System.Net;
using System.Text.Json;
using System.Text;
using Davit.Api.Containers;
using Davit.Api.Json;
using Davit.Api.Json.Requests;
using Davit.Client.Transport;

namespace Davit.Client.Containers;

/// <summary>The <c>/containers</c> routes.</summary>
public sealed class ContainerClient
{
    private readonly EngineClient _engine;

    internal ContainerClient(EngineClient engine) => _engine = engine;

    public JsonDocument List(bool all, int limit, bool size, Filters filters)
    {
        var query = new QueryString().AddIf("all", all).AddIf("limit", limit > 0 ? limit : null).AddIf("size", size).AddFilters(filters);
        return _engine.Get($"/containers/json{query}");
    }

    /// <summary>Returns the id and the daemon's warnings.</summary>
    public (string Id, IReadOnlyList<string> Warnings) Create(ContainerCreateRequest request, string name, string platform)
    {
        var query = new QueryString().AddIf("name", name).AddIf("platform", platform);
        using var answer = _engine.PostJson($"/containers/create{query}", CreateRequestWriter.Write(request));
        return (answer.RootElement.GetProperty("Id").GetString()!, answer.RootElement.Strings("Warnings"));
    }

    public JsonDocument Inspect(string id, bool size = false) => _engine.Get($"{At(id)}/json{new QueryString().AddIf("size", size)}");

    /// <summary>False where it runs already.</summary>
    public bool Start(string id, string detachKeys = "") => _engine.Post($"{At(id)}/start{new QueryString().AddIf("detachKeys", detachKeys)}");

    public bool Stop(string id, long? timeout, string signal) => _engine.Post($"{At(id)}/stop{new QueryString().AddIf("t", timeout).AddIf("signal", signal)}");

    public bool Restart(string id, long? timeout, string signal) => _engine.Post($"{At(id)}/restart{new QueryString().AddIf("t", timeout).AddIf("signal", signal)}");

    public void Kill(string id, string signal) => _engine.Post($"{At(id)}/kill{new QueryString().AddIf("signal", signal)}");

    public void Pause(string id) => _engine.Post($"{At(id)}/pause");

    public void Unpause(string id) => _engine.Post($"{At(id)}/unpause");

    public void Rename(string id, string name) => _engine.Post($"{At(id)}/rename{new QueryString().Add("name", name)}");

    public void Resize(string id, int height, int width) => _engine.Post($"{At(id)}/resize{new QueryString().AddIf("h", height).AddIf("w", width)}");

    public void Remove(string id, bool volumes, bool link, bool force)
    {
        var query = new QueryString().AddIf("v", volumes).AddIf("link", link).AddIf("force", force);
        _engine.Delete($"{At(id)}{query}").Dispose();
    }

    public IReadOnlyList<string> Update(string id, ContainerUpdateRequest request)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(request, EngineApiJson.Wire.ContainerUpdateRequest);
        using var answer = _engine.PostJson($"{At(id)}/update", content);
        return answer.RootElement.Strings("Warnings");
    }

    public JsonDocument Top(string id, IReadOnlyList<string> arguments) =>
        _engine.Get($"{At(id)}/top{new QueryString().AddIf("ps_args", string.Join(' ', arguments))}");

    public JsonDocument Changes(string id) => _engine.Get($"{At(id)}/changes");

    public JsonDocument Prune(Filters filters) => _engine.PostJson($"/containers/prune{new QueryString().AddFilters(filters)}", default);

    /// <summary>Waits on the daemon's answer, which comes when the condition holds; begins before this returns.</summary>
    public EngineResponse BeginWait(string id, string condition) =>
        _engine.Send(new HttpCall("POST", $"{At(id)}/wait{new QueryString().AddIf("condition", condition)}"));

    /// <summary>The exit code, and the daemon's error where it could not tell.</summary>
    public static (int Code, string? Error, bool OomKilled) ReadWait(EngineResponse response)
    {
        using var answer = response.ReadJson();
        var error = answer.RootElement.TryGetProperty("Error", out var inner) && inner.ValueKind == JsonValueKind.Object
            && inner.TryGetProperty("Message", out var message) ? message.GetString() : null;
        return (answer.RootElement.TryGetProperty("StatusCode", out var code) ? (int)code.GetInt64() : 125, error, answer.RootElement.TryGetProperty("OOMKilled", out var oom) && oom.ValueKind == JsonValueKind.True);
    }

    public HijackedStream Attach(string id, bool stdin, bool stdout, bool stderr, bool logs, string detachKeys)
    {
        var query = new QueryString().AddIf("detachKeys", detachKeys).AddIf("logs", logs).AddIf("stderr", stderr)
            .AddIf("stdin", stdin).AddIf("stdout", stdout).Add("stream", "1");
        return _engine.Hijack(new HttpCall("POST", $"{At(id)}/attach{query}") { Headers = [KeyValuePair.Create("Content-Type", "text/plain")] });
    }

    /// <summary>The log as a stream of frames, or raw where the container has a terminal. Dispose the response.</summary>
    public EngineResponse Logs(string id, LogsQuery logs)
    {
        var query = new QueryString().AddIf("details", logs.Details).AddIf("follow", logs.Follow).AddIf("since", logs.Since).Add("stderr", "1")
            .Add("stdout", "1").AddIf("tail", logs.Tail).AddIf("timestamps", logs.Timestamps).AddIf("until", logs.Until);
        return _engine.Send(new HttpCall("GET", $"{At(id)}/logs{query}"));
    }

    /// <summary>One document per measurement; with <paramref name="stream"/> one a second for as long as it is read.</summary>
    public EngineResponse Stats(string id, bool stream) =>
        _engine.Send(new HttpCall("GET", $"{At(id)}/stats{new QueryString().Add("stream", stream ? "1" : "0")}"));

    public EngineResponse Export(string id) => _engine.Send(new HttpCall("GET", $"{At(id)}/export"));

    /// <summary>What is at a path of the container: the JSON that docker carries in a header.</summary>
    public JsonDocument StatPath(string id, string path)
    {
        using var response = _engine.Send(new HttpCall("HEAD", $"{At(id)}/archive{new QueryString().Add("path", path)}"));
        return PathStat(response);
    }

    public EngineResponse GetArchive(string id, string path) =>
        _engine.Send(new HttpCall("GET", $"{At(id)}/archive{new QueryString().Add("path", path)}"));

    public static JsonDocument PathStat(EngineResponse response)
    {
        var header = response.Header("X-Docker-Container-Path-Stat") ?? throw new InvalidDataException("the daemon did not say what is at the path");
        return JsonDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(header)));
    }

    public void PutArchive(string id, string path, Stream archive, bool copyOwners)
    {
        var query = new QueryString().Add("noOverwriteDirNonDir", "true").Add("path", path).AddIf("copyUIDGID", copyOwners ? "true" : null);
        using var response = _engine.Send(new HttpCall("PUT", $"{At(id)}/archive{query}")
        {
            Body = archive,
            Headers = [KeyValuePair.Create("Content-Type", "application/x-tar")],
        });
        if (response.Status != HttpStatusCode.OK)
        {
            throw new InvalidDataException($"unexpected status code from daemon: {(int)response.Status}");
        }
    }

    public string Commit(string container, CommitQuery commit)
    {
        var query = new QueryString().AddIf("author", commit.Author).AddIf("comment", commit.Message).Add("container", container);
        foreach (var change in commit.Changes)
        {
            query.Add("changes", change);
        }

        query.AddIf("repo", commit.Repository).AddIf("tag", commit.Tag).AddIf("pause", commit.Pause ? null : "0");
        using var answer = _engine.PostJson($"/commit{query}", "{}"u8.ToArray());
        return answer.RootElement.GetProperty("Id").GetString()!;
    }

    private static string At(string id) => id.Length == 0
        ? throw new EngineApiException(HttpStatusCode.BadRequest, "invalid container name or ID: value is empty")
        : $"/containers/{PathText.Segment(id)}";
}
