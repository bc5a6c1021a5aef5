using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Davit.Oci;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Blobs;

/// <summary>
/// Uploads one blob (distribution-spec, Pushing Blobs): POST opens the upload, one PUT brings everything. Where the registry wants parts, or
/// the connection broke and it kept something, PATCH brings the rest, and an empty PUT ends it.
/// </summary>
internal sealed class BlobUpload(RegistrySession session, RepositoryScope scope, RegistryEndpoint endpoint, Descriptor blob, Func<Stream> open, Action<long>? progress)
{
    private const long AsksFirstFrom = 4 << 20;
    private const long Headway = 32 << 10;

    private UploadState? state;
    private long confirmed; // the most that the registry said it has
    private bool isRefused;
    private bool isResumed;

    public async Task RunAsync(CancellationToken cancellation)
    {
        for (var failures = 0; ;)
        {
            var before = confirmed;
            try
            {
                state = state is null || failures == 0 ? await OpenAsync(cancellation) : await ResumeAsync(state, cancellation);
                await SendAsync(state, cancellation);
                return;
            }
            catch (RegistryException refusal)
            {
                var failure = Judge(refusal);
                failures = confirmed - before >= Headway ? 1 : failures + 1;
                if (!session.Retry.Allows(failures, failure))
                {
                    throw;
                }

                await session.Retry.PauseAsync($"upload of {blob.Digest}, byte {confirmed} of {blob.Size}", failures, failure, cancellation);
            }
        }
    }

    /// <summary>
    /// A registry may still be writing what came through a connection that broke for us, while it already answers where the upload stands;
    /// then it finds a different one, and refuses it or gets a wrong digest. That upload is lost: the next attempt opens another.
    /// </summary>
    private RegistryException Judge(RegistryException failure)
    {
        var isLost = failure.Code is "BLOB_UPLOAD_INVALID" or "BLOB_UPLOAD_UNKNOWN" || (isResumed && failure.Kind == RegistryErrorKind.DigestMismatch);
        if (!isLost)
        {
            return failure;
        }

        state = null;
        return new RegistryException(RegistryErrorKind.Unavailable, failure.Message, failure) { IsTransient = true };
    }

    private async Task<UploadState> OpenAsync(CancellationToken cancellation)
    {
        isResumed = false;
        var request = new RegistryRequest(HttpMethod.Post, endpoint.At($"v2/{scope.Path}/blobs/uploads/")) { Scopes = scope.Push, Content = _ => new ByteArrayContent([]) };
        using var answer = await session.SendAsync(endpoint, request, cancellation);
        return UploadState.From(answer, null) with { Offset = 0 };
    }

    /// <summary>Asks what the registry has; one that does not know the upload any more gets a new one.</summary>
    private async Task<UploadState> ResumeAsync(UploadState last, CancellationToken cancellation)
    {
        try
        {
            using var answer = await session.SendAsync(endpoint, new RegistryRequest(HttpMethod.Get, last.Location) { Scopes = scope.Push }, cancellation);
            var now = UploadState.From(answer, last);
            isResumed = now.Offset > 0;
            Confirm(now.Offset);
            return now.Offset <= blob.Size ? now : await OpenAsync(cancellation);
        }
        catch (RegistryException failure) when (failure.Status is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.Gone
            or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        {
            return await OpenAsync(cancellation);
        }
    }

    private async Task SendAsync(UploadState upload, CancellationToken cancellation)
    {
        if (upload is { Offset: 0, SmallestChunk: 0 })
        {
            await PutAsync(upload, blob.Size, cancellation);
            return;
        }

        var size = upload.SmallestChunk == 0 ? blob.Size : Math.Max(upload.SmallestChunk, session.Options.ChunkSize);
        while (upload.Offset < blob.Size)
        {
            state = upload = await PatchAsync(upload, Math.Min(size, blob.Size - upload.Offset), cancellation);
        }

        await PutAsync(upload, 0, cancellation);
    }

    private async Task<UploadState> PatchAsync(UploadState upload, long length, CancellationToken cancellation)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"{upload.Offset}-{upload.Offset + length - 1}");
        var request = Request(HttpMethod.Patch, upload.Location, upload.Offset, length, range);
        try
        {
            using var answer = await session.SendAsync(endpoint, request, cancellation);
            var next = UploadState.From(answer, upload);
            if (next.Offset <= upload.Offset || next.Offset > upload.Offset + length)
            {
                throw new RegistryException(RegistryErrorKind.Protocol, $"{endpoint.Name} was sent bytes {range} of {blob.Digest}, and says that it has {next.Offset}");
            }

            Confirm(next.Offset);
            return next;
        }
        catch (RegistryException failure) when (failure.Status == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            // It has more or less than it said: ask again, but do not go in circles.
            state = isRefused ? null : state;
            isRefused = true;
            throw new RegistryException(RegistryErrorKind.Unavailable, $"{endpoint.Name} does not go on with {blob.Digest} at byte {upload.Offset}", failure) { IsTransient = true };
        }
    }

    /// <summary>Ends the upload, with all of the content or with none left to send.</summary>
    private async Task PutAsync(UploadState upload, long length, CancellationToken cancellation)
    {
        using var answer = await session.SendAsync(endpoint, Request(HttpMethod.Put, upload.Completion(blob.Digest), blob.Size - length, length, null), cancellation);
        if (answer.Status is not (HttpStatusCode.Created or HttpStatusCode.NoContent or HttpStatusCode.OK))
        {
            throw new RegistryException(RegistryErrorKind.Protocol, $"{endpoint.Name} answers {answer.StatusText} to the end of the upload of {blob.Digest}");
        }

        if (Digest.TryParse(answer.Header("Docker-Content-Digest"), out var stored) && stored != blob.Digest)
        {
            throw new RegistryException(RegistryErrorKind.DigestMismatch, $"{endpoint.Name} stored {stored}, but {blob.Digest} was sent");
        }

        progress?.Invoke(blob.Size);
    }

    private RegistryRequest Request(HttpMethod method, Uri address, long offset, long length, string? range) => new(method, address)
    {
        Scopes = scope.Push,
        IsBulk = true,
        AsksFirst = length >= AsksFirstFrom,
        Patience = session.Options.ConfirmationTimeout,
        Content = alive => Body(offset, length, range, alive),
    };

    private HttpContent Body(long offset, long length, string? range, Action<bool> alive)
    {
        var position = offset;
        var body = length == 0 ? (HttpContent)new ByteArrayContent([]) : new ProgressContent(OpenAt(offset), length, count =>
        {
            position += count;
            alive(position == offset + length);
            progress?.Invoke(position);
        });
        if (length > 0)
        {
            body.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        }

        if (range is not null)
        {
            body.Headers.TryAddWithoutValidation("Content-Range", range); // without a unit, as the specification has it
        }

        return body;
    }

    private Stream OpenAt(long offset)
    {
        var stream = open();
        if (stream.CanSeek)
        {
            stream.Position = offset;
            return stream;
        }

        var buffer = new byte[64 << 10];
        for (var left = offset; left > 0;)
        {
            var count = stream.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            left -= count > 0 ? count : throw new RegistryException(RegistryErrorKind.InvalidParameter, "the content to upload is shorter than it was before");
        }

        return stream;
    }

    private void Confirm(long offset)
    {
        confirmed = Math.Max(confirmed, offset);
        progress?.Invoke(offset);
    }
}
