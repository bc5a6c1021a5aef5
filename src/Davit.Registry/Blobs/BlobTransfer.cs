using System.Net;
using Davit.Oci;
using Davit.Registry.Hosts;
using Davit.Registry.Http;

namespace Davit.Registry.Blobs;

/// <summary>One connection's worth of a download: asks for what is missing, and appends what comes as long as it fits.</summary>
internal sealed class BlobTransfer(RegistrySession session, Descriptor blob, IBlobSink sink, Action<long>? progress)
{
    private const int BufferSize = 128 << 10;

    private readonly byte[] buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
    private bool usesRanges = true;

    public async Task RunAsync(RegistryEndpoint endpoint, Uri address, IReadOnlyList<string> scopes, CancellationToken cancellation)
    {
        var request = new RegistryRequest(HttpMethod.Get, address) { Scopes = scopes, RangeFrom = usesRanges ? sink.Length : 0, IsBulk = true };
        try
        {
            using var answer = await session.SendAsync(endpoint, request, cancellation);
            var skip = Judge(answer, request.RangeFrom);
            await SkipAsync(answer, skip);
            await AppendAsync(answer);
        }
        catch (RegistryException failure) when (failure.Status == HttpStatusCode.RequestedRangeNotSatisfiable && request.RangeFrom > 0)
        {
            // Its blob is shorter than what we have, or it cannot do ranges: the whole will show.
            usesRanges = false;
            throw new RegistryException(RegistryErrorKind.Unavailable, Complaint(endpoint.Name, $"refuses to go on at byte {request.RangeFrom}"), failure) { IsTransient = true };
        }
    }

    /// <summary>How many bytes of the answer we have already.</summary>
    private long Judge(RegistryAnswer answer, long from)
    {
        if (answer.Status == HttpStatusCode.PartialContent)
        {
            if (!ContentRange.TryParse(answer.Header("Content-Range"), out var range) || range.First != from || (range.Total ?? blob.Size) != blob.Size || range.Last >= blob.Size)
            {
                throw Wrong(answer, $"answers a request for bytes from {from} of {blob.Size} with \"{Text.Clean(answer.Header("Content-Range") ?? "")}\"");
            }

            return 0;
        }

        if (answer.Status != HttpStatusCode.OK)
        {
            throw Wrong(answer, $"answers {answer.StatusText}");
        }

        return answer.ContentLength is { } length && length != blob.Size
            ? throw Wrong(answer, $"has {length} bytes, want {blob.Size}")
            : sink.Length;
    }

    private async Task SkipAsync(RegistryAnswer answer, long count)
    {
        while (count > 0)
        {
            var read = await answer.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, count)));
            count -= read > 0 ? read : throw Ended(answer);
        }
    }

    private async Task AppendAsync(RegistryAnswer answer)
    {
        for (int count; (count = await ReadAsync(answer)) > 0;)
        {
            if (count > blob.Size - sink.Length)
            {
                throw Wrong(answer, $"sends more than the {blob.Size} bytes that it should have");
            }

            sink.Write(buffer.AsSpan(0, count));
            progress?.Invoke(sink.Length);
        }

        if (sink.Length < blob.Size)
        {
            throw Ended(answer);
        }
    }

    /// <summary>A connection that breaks after the last byte has done its work.</summary>
    private async ValueTask<int> ReadAsync(RegistryAnswer answer)
    {
        try
        {
            return await answer.ReadAsync(buffer);
        }
        catch (RegistryException) when (sink.Length == blob.Size)
        {
            return 0;
        }
    }

    private RegistryException Ended(RegistryAnswer answer) =>
        new(RegistryErrorKind.Unavailable, Complaint(answer.Address.Authority, $"ends after {sink.Length} of {blob.Size} bytes")) { IsTransient = true };

    private RegistryException Wrong(RegistryAnswer answer, string what) => new(RegistryErrorKind.Protocol, Complaint(answer.Address.Authority, what));

    private string Complaint(string who, string what) => $"blob {blob.Digest} of {who} {what}";
}
