using System.Text.Json;
using Davit.Api.Json;
using Davit.Api.Networks;

namespace Davit.Client.Networks;

/// <summary>The <c>/networks</c> routes.</summary>
public sealed class NetworkClient
{
    private readonly EngineClient _engine;

    internal NetworkClient(EngineClient engine) => _engine = engine;

    public JsonDocument List(Filters filters) => _engine.Get($"/networks{new QueryString().AddFilters(filters)}");

    public JsonDocument Inspect(string name, bool verbose, string scope = "") =>
        _engine.Get($"/networks/{PathText.Segment(name)}{new QueryString().AddIf("scope", scope).AddIf("verbose", verbose ? "true" : null)}");

    public JsonDocument Create(NetworkCreateRequest request) =>
        _engine.PostJson("/networks/create", JsonSerializer.SerializeToUtf8Bytes(request, EngineApiJson.Wire.NetworkCreateRequest));

    public void Remove(string name) => _engine.Delete($"/networks/{PathText.Segment(name)}").Dispose();

    public void Connect(string name, NetworkConnectRequest request) =>
        _engine.PostJson($"/networks/{PathText.Segment(name)}/connect", JsonSerializer.SerializeToUtf8Bytes(request, EngineApiJson.Wire.NetworkConnectRequest)).Dispose();

    public void Disconnect(string name, NetworkDisconnectRequest request) =>
        _engine.PostJson($"/networks/{PathText.Segment(name)}/disconnect", JsonSerializer.SerializeToUtf8Bytes(request, EngineApiJson.Wire.NetworkDisconnectRequest)).Dispose();

    public JsonDocument Prune(Filters filters) => _engine.PostJson($"/networks/prune{new QueryString().AddFilters(filters)}", default);
}
