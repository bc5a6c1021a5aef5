using System.Text.Json;
using Davit.Api.Json;
using Davit.Api.System;
using Davit.Client.Transport;

namespace Davit.Client.SystemInformation;

/// <summary>Routes about the daemon as a whole.</summary>
public sealed class SystemClient
{
    private readonly EngineClient _engine;

    internal SystemClient(EngineClient engine) => _engine = engine;

    public JsonDocument Version() => _engine.Get("/version");

    public JsonDocument Info() => _engine.Get("/info");

    public JsonDocument DiskUsage() => _engine.Get("/system/df");

    /// <summary>Asks a registry, through the daemon, whether it takes these credentials.</summary>
    public AuthResponse Authenticate(AuthConfig credentials)
    {
        using var answer = _engine.PostJson("/auth", JsonSerializer.SerializeToUtf8Bytes(credentials, EngineApiJson.Wire.AuthConfig));
        return answer.Deserialize(EngineApiJson.Wire.AuthResponse) ?? new AuthResponse();
    }

    /// <summary>Goes through everything the daemon stores. One document per find and at the end a summary. Dispose the response.</summary>
    public EngineResponse Check(bool repair) => _engine.Send(new HttpCall("POST", $"/davit/system/check{new QueryString().AddIf("repair", repair)}"));

    public JsonDocument PruneBuildCache(bool all, Filters filters) =>
        _engine.PostJson($"/build/prune{new QueryString().AddIf("all", all).AddFilters(filters)}", default);

    /// <summary>One document per event for as long as it is read. Times are seconds since 1970, or empty.</summary>
    public EngineResponse Events(string since, string until, Filters filters) =>
        _engine.Send(new HttpCall("GET", $"/events{new QueryString().AddIf("since", since).AddIf("until", until).AddFilters(filters)}"));

    /// <summary>Whether the daemon answers.</summary>
    public string Ping() => _engine.AgreeOnVersion();
}
