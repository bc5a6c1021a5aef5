using System.Globalization;
using System.Net.Http.Headers;
using Davit.Oci;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Manifests;

/// <summary>Manifests of one repository (distribution-spec, Pulling and Pushing Manifests).</summary>
internal sealed class ManifestClient(RegistrySession session, RepositoryScope scope)
{
    private const int Limit = 4 << 20; // distribution-spec, Pushing Manifests
    private const string DigestHeader = "Docker-Content-Digest";

    public async Task<RegistryManifest> GetAsync(string tagOrDigest, CancellationToken cancellation)
    {
        RepositoryScope.CheckReference(tagOrDigest);
        try
        {
            return await PullRoute.WalkAsync(session, scope, $"the manifest of {scope.NameOf(tagOrDigest)}", endpoint => GetAsync(endpoint, tagOrDigest, cancellation), cancellation);
        }
        catch (RegistryException failure)
        {
            throw scope.PullFailure(failure, tagOrDigest);
        }
    }

    public async Task<Descriptor> HeadAsync(string tagOrDigest, CancellationToken cancellation)
    {
        RepositoryScope.CheckReference(tagOrDigest);
        try
        {
            return await PullRoute.WalkAsync(session, scope, $"the digest of {scope.NameOf(tagOrDigest)}", endpoint => HeadAsync(endpoint, tagOrDigest, cancellation), cancellation);
        }
        catch (RegistryException failure)
        {
            throw scope.PullFailure(failure, tagOrDigest);
        }
    }

    public async Task<Digest> PutAsync(string tagOrDigest, ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellation)
    {
        RepositoryScope.CheckReference(tagOrDigest);
        var digest = Digest.Of(content.Span);
        if (Digest.TryParse(tagOrDigest, out var named) && named != digest)
        {
            throw new RegistryException(RegistryErrorKind.DigestMismatch, $"the manifest to push has the digest {digest}, not {named}");
        }

        var endpoint = await session.RegistryAsync(scope.Reference.Domain, scope.Credentials, cancellation);
        var request = new RegistryRequest(HttpMethod.Put, scope.ManifestAt(endpoint, tagOrDigest)) 
        {
            Scopes = scope.Push,
            Patience = session.Options.DocumentTimeout,
            Content = alive => Body(content, mediaType, alive),
        };
        return await session.FetchAsync(endpoint, request, answer => Task.FromResult(Confirmed(answer, digest, tagOrDigest)), cancellation);
    }

    public async Task DeleteAsync(string tagOrDigest, CancellationToken cancellation)
    {
        RepositoryScope.CheckReference(tagOrDigest);
        var endpoint = await session.RegistryAsync(scope.Reference.Domain, scope.Credentials, cancellation);
        var request = new RegistryRequest(HttpMethod.Delete, scope.ManifestAt(endpoint, tagOrDigest)) { Scopes = scope.Delete };
        try
        {
            await session.FetchAsync(endpoint, request, _ => Task.FromResult(true), cancellation);
        }
        catch (RegistryException failure) when (failure.Kind == RegistryErrorKind.NotFound)
        {
            throw scope.PullFailure(failure, tagOrDigest);
        }
    }

    private Task<RegistryManifest> GetAsync(RegistryEndpoint endpoint, string tagOrDigest, CancellationToken cancellation)
    {
        var request = new RegistryRequest(HttpMethod.Get, scope.ManifestAt(endpoint, tagOrDigest)) { Scopes = scope.Pull, Accept = ManifestTypes.Accepted };
        return session.FetchAsync(endpoint, request, answer => ReadAsync(answer, tagOrDigest), cancellation);
    }

    private async Task<RegistryManifest> ReadAsync(RegistryAnswer answer, string tagOrDigest)
    {
        var name = scope.NameOf(tagOrDigest);
        var content = await answer.ReadDocumentAsync(Limit, $"the manifest of {name}");
        var digest = Digest.Of(content);
        if (Digest.TryParse(tagOrDigest, out var wanted) && wanted != digest)
        {
            throw new RegistryException(RegistryErrorKind.DigestMismatch, $"manifest verification failed for digest {wanted}: {answer.Address.Authority} sent {digest}");
        }

        if (Digest.TryParse(answer.Header(DigestHeader), out var announced) && announced != digest)
        {
            throw new RegistryException(
                RegistryErrorKind.DigestMismatch, $"the manifest of {name} has the digest {digest}, but {answer.Address.Authority} announced {announced}");
        }

        return new RegistryManifest(content, ManifestTypes.Determine(content, answer.Header("Content-Type"), name), digest);
    }

    private async Task<Descriptor> HeadAsync(RegistryEndpoint endpoint, string tagOrDigest, CancellationToken cancellation)
    {
        var request = new RegistryRequest(HttpMethod.Head, scope.ManifestAt(endpoint, tagOrDigest)) { Scopes = scope.Pull, Accept = ManifestTypes.Accepted };
        var descriptor = await session.FetchAsync(endpoint, request, answer => Task.FromResult(Announced(answer)), cancellation);
        if (descriptor is null)
        {
            // A registry that says too little in its headers.
            return (await GetAsync(endpoint, tagOrDigest, cancellation)).Descriptor;
        }

        return !Digest.TryParse(tagOrDigest, out var wanted) || wanted == descriptor.Digest
            ? descriptor
            : throw new RegistryException(RegistryErrorKind.DigestMismatch, $"{endpoint.Name} answers {descriptor.Digest} to a request for {wanted}");
    }

    private static Descriptor? Announced(RegistryAnswer answer) =>
        Digest.TryParse(answer.Header(DigestHeader), out var digest)
        && long.TryParse(answer.Header("Content-Length"), NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is > 0 and <= Limit
            ? new Descriptor { MediaType = (answer.Header("Content-Type") ?? "").Split(';')[0].Trim(), Digest = digest, Size = size }
            : null;

    private static Digest Confirmed(RegistryAnswer answer, Digest digest, string tagOrDigest) =>
        Digest.TryParse(answer.Header(DigestHeader), out var stored) && stored != digest
            ? throw new RegistryException(RegistryErrorKind.DigestMismatch, $"{answer.Address.Authority} stored {tagOrDigest} as {stored}, but {digest} was sent")
            : digest;

    private static ReadOnlyMemoryContent Body(ReadOnlyMemory<byte> content, string mediaType, Action<bool> alive)
    {
        alive(true); // small enough to be gone at once
        var body = new ReadOnlyMemoryContent(content);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(mediaType);
        return body;
    }
}
