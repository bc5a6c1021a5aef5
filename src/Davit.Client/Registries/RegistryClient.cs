using System.Text.Json;
using Davit.Api.Distribution;
using Davit.Api.Json;
using Davit.Client.Transport;

namespace Davit.Client.Registries;

/// <summary>Manifests in registries, read and written by the daemon on the client's behalf.</summary>
public sealed class RegistryClient
{
    private readonly EngineClient _engine;

    internal RegistryClient(EngineClient engine) => _engine = engine;

    /// <summary>A manifest or an index with its bytes.</summary>
    public RegistryManifest Manifest(string name, bool insecure, string authentication)
    {
        var path = $"/davit/manifests/{PathText.Name(name)}/json{new QueryString().AddIf("insecure", insecure)}";
        using var response = _engine.Send(new HttpCall("GET", path) { Headers = [KeyValuePair.Create("X-Registry-Auth", authentication)] });
        return JsonSerializer.Deserialize(response.ReadBytes(), EngineApiJson.Wire.RegistryManifest) ?? new RegistryManifest();
    }

    /// <summary>Puts an index under a name.</summary>
    public ManifestPushResponse Push(ManifestPushRequest request, string authentication)
    {
        var call = EngineClient.Json("POST", "/davit/manifests/push", JsonSerializer.SerializeToUtf8Bytes(request, EngineApiJson.Wire.ManifestPushRequest));
        using var response = _engine.Send(call with { Headers = [.. call.Headers, KeyValuePair.Create("X-Registry-Auth", authentication)] });
        return JsonSerializer.Deserialize(response.ReadBytes(), EngineApiJson.Wire.ManifestPushResponse) ?? new ManifestPushResponse();
    }
}
