using System.Text.Json;
using Davit.Api.Json;
using Davit.Api.Volumes;

namespace Davit.Client.Volumes;

/// <summary>The <c>/volumes</c> routes.</summary>
public sealed class VolumeClient
{
    private readonly EngineClient _engine;

    internal VolumeClient(EngineClient engine) => _engine = engine;

    public JsonDocument List(Filters filters) => _engine.Get($"/volumes{new QueryString().AddFilters(filters)}");

    public JsonDocument Inspect(string name) => _engine.Get($"/volumes/{PathText.Segment(name)}");

    public JsonDocument Create(VolumeCreateRequest request) =>
        _engine.PostJson("/volumes/create", JsonSerializer.SerializeToUtf8Bytes(request, EngineApiJson.Wire.VolumeCreateRequest));

    public void Remove(string name, bool force) => _engine.Delete($"/volumes/{PathText.Segment(name)}{new QueryString().AddIf("force", force)}").Dispose();

    public JsonDocument Prune(Filters filters) => _engine.PostJson($"/volumes/prune{new QueryString().AddFilters(filters)}", default);
}
