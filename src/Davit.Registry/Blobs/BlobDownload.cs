using Davit.Oci;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Blobs;

/// <summary>
/// Brings a blob in from whoever has it: mirrors, the registry, and for foreign layers the addresses in the descriptor. Resumes where a
/// connection broke, and begins anew, once per source, if the digest does not come out and not all of it came from this source.
/// </summary>
internal sealed class BlobDownload(RegistrySession session, RepositoryScope scope, Descriptor blob, IBlobSink sink, Action<long>? progress)
{
    // A source that delivers less per connection than this is not getting anywhere.
    private const long Headway = 32 << 10;

    private readonly BlobTransfer transfer = new(session, blob, sink, progress);

    public async Task RunAsync(CancellationToken cancellation)
    {
        if (blob.Digest.IsEmpty || blob.Size < 0)
        {
            throw new RegistryException(RegistryErrorKind.InvalidParameter, "a blob needs a digest and a size");
        }

        if (sink.Length > blob.Size)
        {
            sink.Restart();
        }

        try
        {
            await PullRoute.WalkAsync(
                session, scope, $"blob {blob.Digest}", endpoint => FromAsync(endpoint, scope.BlobAt(endpoint, blob.Digest), cancellation), cancellation);
        }
        catch (RegistryException failure) when (failure.Kind == RegistryErrorKind.NotFound && blob.Urls is { Count: > 0 })
        {
            await FromUrlsAsync(blob.Urls, failure, cancellation);
        }
        catch (RegistryException failure) when (failure.Kind is RegistryErrorKind.NotFound or RegistryErrorKind.Forbidden)
        {
            throw failure.With(failure.Kind, $"blob {blob.Digest} of {scope.Reference.FamiliarName}: {failure.Message}");
        }
    }

    /// <summary>Foreign layers (image-spec, descriptor.md, <c>urls</c>): strangers, who get no credentials.</summary>
    private async Task FromUrlsAsync(IReadOnlyList<string> urls, RegistryException failure, CancellationToken cancellation)
    {
        foreach (var url in urls.Take(10))
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || !RedirectRules.IsWeb(address))
            {
                continue;
            }

            try
            {
                await FromAsync(new RegistryEndpoint(address.Authority, new Uri(address, "/")), address, cancellation);
                return;
            }
            catch (RegistryException next)
            {
                session.Log($"{Text.Address(address)} does not deliver blob {blob.Digest}: {next.Message}");
                failure = next;
            }
        }

        throw failure;
    }

    private async Task<bool> FromAsync(RegistryEndpoint endpoint, Uri address, CancellationToken cancellation)
    {
        var before = sink.Length;
        await CompleteAsync(endpoint, address, cancellation);
        if (!sink.Matches(blob.Digest) && before > 0)
        {
            session.Log($"blob {blob.Digest}: what was there before was damaged, it is fetched again");
            sink.Restart();
            await CompleteAsync(endpoint, address, cancellation);
        }

        if (!sink.Matches(blob.Digest))
        {
            sink.Restart();
            throw new RegistryException(RegistryErrorKind.DigestMismatch, $"filesystem layer verification failed for digest {blob.Digest}: {endpoint.Name} sent something else");
        }

        return true;
    }

    private async Task CompleteAsync(RegistryEndpoint endpoint, Uri address, CancellationToken cancellation)
    {
        progress?.Invoke(sink.Length);
        var hasAnswered = false;
        for (var failures = 0; sink.Length < blob.Size;)
        {
            var before = sink.Length;
            try
            {
                await transfer.RunAsync(endpoint, address, scope.Pull, cancellation);
            }
            catch (RegistryException failure)
            {
                hasAnswered |= !failure.IsConnectFailure;
                failures = sink.Length - before >= Headway ? 1 : failures + 1;
                if ((endpoint.IsMirror && !hasAnswered) || !session.Retry.Allows(failures, failure))
                {
                    throw;
                }

                await session.Retry.PauseAsync($"blob {blob.Digest}, byte {sink.Length} of {blob.Size}", failures, failure, cancellation);
            }
        }
    }
}
