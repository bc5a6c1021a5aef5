using System.Text.Json;
using Davit.Api.Exec;
using Davit.Api.Json;
using Davit.Client.Transport;

namespace Davit.Client.Containers;

/// <summary>The <c>/exec</c> routes.</summary>
public sealed class ExecClient
{
    private readonly EngineClient _engine;

    internal ExecClient(EngineClient engine) => _engine = engine;

    public string Create(string container, ExecCreateRequest request)
    {
        var content = JsonSerializer.SerializeToUtf8Bytes(request, EngineApiJson.Wire.ExecCreateRequest);
        using var answer = _engine.PostJson($"/containers/{PathText.Segment(container)}/exec", content);
        return answer.RootElement.GetProperty("Id").GetString()!;
    }

    public void StartDetached(string id, ExecStartRequest request) => _engine.PostJson($"/exec/{id}/start", Encode(request)).Dispose();

    public HijackedStream StartAttached(string id, ExecStartRequest request) =>
        _engine.Hijack(EngineClient.Json("POST", $"/exec/{id}/start", Encode(request)));

    public JsonDocument Inspect(string id) => _engine.Get($"/exec/{id}/json");

    public void Resize(string id, int height, int width) => _engine.Post($"/exec/{id}/resize{new QueryString().AddIf("h", height).AddIf("w", width)}");

    private static byte[] Encode(ExecStartRequest request) => JsonSerializer.SerializeToUtf8Bytes(request, EngineApiJson.Wire.ExecStartRequest);
}
