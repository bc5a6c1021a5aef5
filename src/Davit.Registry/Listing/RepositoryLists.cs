using Davit.Oci;
using Davit.Oci.Image;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Listing;

/// <summary>Lists of one repository: its tags, and what refers to a manifest.</summary>
internal sealed class RepositoryLists(RegistrySession session, RepositoryScope scope)
{
    public async Task<IReadOnlyList<string>> TagsAsync(CancellationToken cancellation)
    {
        var endpoint = await EndpointAsync(cancellation);
        var request = new RegistryRequest(HttpMethod.Get, endpoint.At($"v2/{scope.Path}/tags/list?n=1000")) { Scopes = scope.Pull };
        try
        {
            return await PagedList.ReadAsync(session, endpoint, request, RegistryJson.Default.TagPage, page => page.Tags, cancellation);
        }
        catch (RegistryException failure) when (failure.Kind is RegistryErrorKind.NotFound or RegistryErrorKind.Forbidden)
        {
            throw failure.Kind == RegistryErrorKind.Forbidden
                ? scope.PullFailure(failure, "latest")
                : failure.With(failure.Kind, $"repository {scope.Reference.FamiliarName} not found: {failure.Message}");
        }
    }

    public async Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellation)
    {
        var endpoint = await EndpointAsync(cancellation);
        var filter = artifactType is null ? "" : "?artifactType=" + Uri.EscapeDataString(artifactType);
        var request = new RegistryRequest(HttpMethod.Get, endpoint.At($"v2/{scope.Path}/referrers/{subject}{filter}")) { Scopes = scope.Pull, Accept = [MediaTypes.OciIndex] };
        var all = await ReadAsync(endpoint, request, cancellation)
            ?? await ReadAsync(endpoint, request with { Address = scope.ManifestAt(endpoint, $"sha256-{subject.Hex}") }, cancellation)
            ?? [];

        // A registry need not filter.
        return [.. all.Where(descriptor => artifactType is null || descriptor.ArtifactType == artifactType)];
    }

    /// <summary>Null: no such list. Registries without the API keep it under a tag (distribution-spec, Referrers Tag Schema).</summary>
    private async Task<List<Descriptor>?> ReadAsync(RegistryEndpoint endpoint, RegistryRequest request, CancellationToken cancellation)
    {
        try
        {
            return await PagedList.ReadAsync(session, endpoint, request, ImageJson.Default.Index, page => page.Manifests, cancellation);
        }
        catch (RegistryException failure) when (failure.Kind is RegistryErrorKind.NotFound or RegistryErrorKind.Unsupported)
        {
            return null;
        }
    }

    private Task<RegistryEndpoint> EndpointAsync(CancellationToken cancellation) =>
        session.RegistryAsync(scope.Reference.Domain, scope.Credentials, cancellation);
}
