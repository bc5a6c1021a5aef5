using Davit.Api.Distribution;
using Davit.Api.Images;
using Davit.Api.Json;
using Davit.Api.System;
using Davit.Daemon.Http;
using Davit.Daemon.Mapping;
using Davit.Engine;
using Davit.Engine.Registries;

namespace Davit.Daemon.Routes;

/// <summary>Registries: logins, searches, documents.</summary>
internal sealed class RegistryRoutes(RegistryService registries)
{
    public IEnumerable<Route> Routes =>
    [
        Route.Post("/auth", Login) with { Body = typeof(AuthConfig), Answer = typeof(AuthResponse) },
        Route.Get("/images/search", Search) with { Answer = typeof(IReadOnlyList<ImageSearchResult>), Query = ["term", "limit", "filters"] },
        Route.Get("/distribution/{name}/json", Inspect) with { Answer = typeof(DistributionInspect) },
        Route.Post("/davit/manifests/push", Push) with { Body = typeof(ManifestPushRequest), Answer = typeof(ManifestPushResponse) },
        Route.Get("/davit/manifests/{name}/json", Document) with { Answer = typeof(RegistryManifest) },
    ];

    private async Task Login(ApiRequest request)
    {
        var config = await request.ReadAsync(EngineApiJson.Wire.AuthConfig).ConfigureAwait(false);
        var outcome = await registries.LoginAsync(RegistryAuth.ToEngine(config), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new AuthResponse { Status = outcome.Status, IdentityToken = outcome.IdentityToken }).ConfigureAwait(false);
    }

    private async Task Search(ApiRequest request)
    {
        var found = await registries.SearchAsync(
            request.Query("term"), request.Number("limit"), request.Filters(), RegistryAuth.ReadLenient(request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync<IReadOnlyList<ImageSearchResult>>(
        [
            .. found.Select(result => new ImageSearchResult
            {
                Name = result.Name,
                Description = result.Description,
                StarCount = result.Stars,
                IsOfficial = result.IsOfficial,
                IsAutomated = result.IsAutomated,
            }),
        ]).ConfigureAwait(false);
    }

    private async Task Inspect(ApiRequest request)
    {
        var found = await registries.InspectAsync(request.Name, RegistryAuth.ReadLenient(request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new DistributionInspect
        {
            Descriptor = DescriptorMapping.ToWire(found.Descriptor with { Platform = null }),
            Platforms = [.. found.Platforms.Select(DescriptorMapping.ToWire)],
        }).ConfigureAwait(false);
    }

    private async Task Document(ApiRequest request)
    {
        var found = await registries.InspectAsync(request.Name, RegistryAuth.ReadLenient(request), request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new RegistryManifest
        {
            Descriptor = DescriptorMapping.ToWire(found.Descriptor),
            Raw = Convert.ToBase64String(found.Content.Span),
        }).ConfigureAwait(false);
    }

    private async Task Push(ApiRequest request)
    {
        var body = await request.ReadAsync(EngineApiJson.Wire.ManifestPushRequest).ConfigureAwait(false);
        var (digest, brought) = await registries.PushIndexAsync(
            new IndexPush
            {
                Target = body.Target,
                MediaType = body.MediaType,
                Content = Decode(body.Raw),
                Sources = body.Sources,
                Credentials = RegistryAuth.Read(request),
            },
            request.Cancellation).ConfigureAwait(false);
        await request.AnswerAsync(new ManifestPushResponse { Digest = digest.Text, Pushed = brought }).ConfigureAwait(false);
    }

    private static byte[] Decode(string text)
    {
        try
        {
            return Convert.FromBase64String(text);
        }
        catch (FormatException failure)
        {
            throw new EngineException(ErrorKind.InvalidParameter, "invalid raw: it is no base64", failure);
        }
    }
}
