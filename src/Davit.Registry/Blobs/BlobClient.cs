using System.Net;
using Davit.Oci;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Blobs;

/// <summary>Blobs of one repository, in both directions.</summary>
internal sealed class BlobClient(RegistrySession session, RepositoryScope scope)
{
    public Task DownloadAsync(Descriptor blob, IBlobSink sink, Action<long>? progress, CancellationToken cancellation) =>
        new BlobDownload(session, scope, blob, sink, progress).RunAsync(cancellation);

    public async Task<bool> ExistsAsync(Digest digest, CancellationToken cancellation)
    {
        var endpoint = await EndpointAsync(cancellation);
        var request = new RegistryRequest(HttpMethod.Head, scope.BlobAt(endpoint, digest)) { Scopes = scope.Push };
        try
        {
            return await session.FetchAsync(endpoint, request, _ => Task.FromResult(true), cancellation);
        }
        catch (RegistryException failure) when (failure.Kind == RegistryErrorKind.NotFound)
        {
            return false;
        }
    }

    public async Task<bool> MountAsync(Digest digest, string fromRepository, CancellationToken cancellation)
    {
        if (!Reference.TryParse($"{scope.Reference.Domain}/{fromRepository}", out var from) || from.Path != fromRepository || from.Tag is not null || from.Digest is not null)
        {
            throw new RegistryException(RegistryErrorKind.InvalidParameter, $"\"{Text.Clean(fromRepository)}\" is no repository of {scope.Reference.Domain}");
        }

        var endpoint = await EndpointAsync(cancellation);
        var address = endpoint.At($"v2/{scope.Path}/blobs/uploads/?mount={Uri.EscapeDataString(digest.Text)}&from={Uri.EscapeDataString(fromRepository)}");
        var request = new RegistryRequest(HttpMethod.Post, address)
        {
            Scopes = [.. scope.Push, $"repository:{fromRepository}:pull"],
            Content = _ => new ByteArrayContent([]),
        };
        var opened = await session.FetchAsync(endpoint, request, answer => Task.FromResult(Opened(answer)), cancellation);
        if (opened is null)
        {
            return true;
        }

        await CancelAsync(endpoint, opened, cancellation);
        return false;
    }

    public async Task UploadAsync(Descriptor blob, Func<Stream> open, Action<long>? progress, CancellationToken cancellation)
    {
        if (blob.Digest.IsEmpty || blob.Size < 0)
        {
            throw new RegistryException(RegistryErrorKind.InvalidParameter, "a blob needs a digest and a size");
        }

        await new BlobUpload(session, scope, await EndpointAsync(cancellation), blob, open, progress).RunAsync(cancellation);
    }

    /// <summary>The upload that was begun because the blob could not be mounted; null: it was.</summary>
    private static UploadState? Opened(RegistryAnswer answer) => answer.Status == HttpStatusCode.Created ? null : UploadState.From(answer, null);

    /// <summary>Nobody will go on with it. A registry that keeps it nevertheless cleans up by itself some day.</summary>
    private async Task CancelAsync(RegistryEndpoint endpoint, UploadState upload, CancellationToken cancellation)
    {
        try
        {
            using var answer = await session.SendAsync(endpoint, new RegistryRequest(HttpMethod.Delete, upload.Location) { Scopes = scope.Push }, cancellation);
        }
        catch (RegistryException failure)
        {
            session.Log($"{endpoint.Name} keeps an upload open that was not needed: {failure.Message}");
        }
    }

    private Task<RegistryEndpoint> EndpointAsync(CancellationToken cancellation) =>
        session.RegistryAsync(scope.Reference.Domain, scope.Credentials, cancellation);
}
