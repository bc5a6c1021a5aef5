using Davit.Oci;
using Davit.Registry.Blobs;
using Davit.Registry.Http;
using Davit.Registry.Listing;
using Davit.Registry.Manifests;
using Davit.Storage.Content;

namespace Davit.Registry;

/// <summary>
/// One repository of a registry, with one user's credentials. Thread-safe; it holds nothing and need not be disposed. Every method throws
/// <see cref="RegistryException"/>, and <see cref="OperationCanceledException"/> if it was cancelled.
/// </summary>
public sealed class RepositoryClient
{
    private readonly ManifestClient manifests;
    private readonly BlobClient blobs;
    private readonly RepositoryLists lists;

    internal RepositoryClient(RegistrySession session, RepositoryScope scope)
    {
        Reference = scope.Reference;
        manifests = new ManifestClient(session, scope);
        blobs = new BlobClient(session, scope);
        lists = new RepositoryLists(session, scope);
    }

    /// <summary>The name this client was made for.</summary>
    public Reference Reference { get; }

    /// <summary>Fetches a manifest or index, from a mirror if there is one. By digest it is verified.</summary>
    /// <param name="tagOrDigest">A tag, or <c>sha256:…</c>.</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<RegistryManifest> ResolveManifestAsync(string tagOrDigest, CancellationToken cancellation) =>
        manifests.GetAsync(tagOrDigest, cancellation);

    /// <summary>What a tag or digest stands for, without fetching it.</summary>
    public Task<Descriptor> HeadManifestAsync(string tagOrDigest, CancellationToken cancellation) =>
        manifests.HeadAsync(tagOrDigest, cancellation);

    /// <summary>
    /// Appends to the writer what it lacks of the blob, and verifies the whole: where the connection breaks, the transfer is resumed. It
    /// does not commit. Content that turns out wrong is taken back (<see cref="IngestWriter.Restart"/>), and fetched again from the next source.
    /// </summary>
    /// <param name="blob">Digest and size; its <c>urls</c> are asked if the registry has no such blob, without credentials.</param>
    /// <param name="writer">Empty, or with the beginning of the blob from an earlier attempt.</param>
    /// <param name="progress">Called with the bytes that are there.</param>
    /// <param name="cancellation">Ends the transfer; what arrived stays in the writer.</param>
    public Task DownloadBlobAsync(Descriptor blob, IngestWriter writer, Action<long>? progress, CancellationToken cancellation) =>
        blobs.DownloadAsync(blob, new IngestSink(writer), progress, cancellation);

    /// <summary>A small blob whole, verified: a configuration.</summary>
    public async Task<byte[]> ReadBlobAsync(Descriptor blob, int limit, CancellationToken cancellation)
    {
        if (blob.Size > limit)
        {
            throw new RegistryException(RegistryErrorKind.Unsupported, $"blob {blob.Digest} of {Reference.FamiliarName} has {blob.Size} bytes, at most {limit} are allowed here");
        }

        var sink = new MemorySink();
        await blobs.DownloadAsync(blob, sink, null, cancellation);
        return sink.ToArray();
    }

    /// <summary>Whether the registry itself has this blob in this repository.</summary>
    public Task<bool> HasBlobAsync(Digest digest, CancellationToken cancellation) =>
        blobs.ExistsAsync(digest, cancellation);

    /// <summary>Lets the registry take the blob from another of its repositories; false: it does not, the blob has to be uploaded.</summary>
    /// <param name="digest">The blob.</param>
    /// <param name="fromRepository">The other repository's path (<c>library/debian</c>).</param>
    /// <param name="cancellation">Ends the request.</param>
    public Task<bool> MountBlobAsync(Digest digest, string fromRepository, CancellationToken cancellation) =>
        blobs.MountAsync(digest, fromRepository, cancellation);

    /// <summary>Uploads a blob in one piece; in parts where the registry demands it, or the connection broke in the middle.</summary>
    /// <param name="blob">Digest and size.</param>
    /// <param name="open">Opens the content from its beginning; called once per attempt.</param>
    /// <param name="progress">Called with the bytes that were sent and not lost again.</param>
    /// <param name="cancellation">Ends the transfer.</param>
    public Task UploadBlobAsync(Descriptor blob, Func<Stream> open, Action<long>? progress, CancellationToken cancellation) =>
        blobs.UploadAsync(blob, open, progress, cancellation);

    /// <summary>Stores a manifest or index whose blobs are there already. Returns its digest.</summary>
    public Task<Digest> PutManifestAsync(string tagOrDigest, ReadOnlyMemory<byte> content, string mediaType, CancellationToken cancellation) =>
        manifests.PutAsync(tagOrDigest, content, mediaType, cancellation);

    /// <summary>All tags of the repository.</summary>
    public Task<IReadOnlyList<string>> ListTagsAsync(CancellationToken cancellation) =>
        lists.TagsAsync(cancellation);

    /// <summary>Manifests whose subject is this one (distribution-spec, Listing Referrers), of a type or of all.</summary>
    public Task<IReadOnlyList<Descriptor>> ReferrersAsync(Digest subject, string? artifactType, CancellationToken cancellation) =>
        lists.ReferrersAsync(subject, artifactType, cancellation);

    /// <summary>Deletes a manifest by digest, or where the registry allows that, a tag.</summary>
    public Task DeleteManifestAsync(string tagOrDigest, CancellationToken cancellation) =>
        manifests.DeleteAsync(tagOrDigest, cancellation);
}
