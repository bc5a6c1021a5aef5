using System.Net;

namespace Davit.Registry.Blobs;

/// <summary>A part of a stream as a request's body. Disposing it disposes the stream.</summary>
/// <param name="source">Stands at the part's first byte.</param>
/// <param name="length">The part's bytes; fewer in the stream are an error.</param>
/// <param name="sent">Called with the bytes of each piece that went out.</param>
internal sealed class ProgressContent(Stream source, long length, Action<int> sent) : HttpContent
{
    private const int BufferSize = 128 << 10;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        var buffer = GC.AllocateUninitializedArray<byte>((int)Math.Min(BufferSize, Math.Max(length, 1)));
        for (var left = length; left > 0;)
        {
            var count = await source.ReadAsync(buffer.AsMemory(0, (int)Math.Min(buffer.Length, left)), cancellationToken);
            if (count == 0)
            {
                throw new RegistryException(RegistryErrorKind.InvalidParameter, $"the content to upload ends {left} bytes too early");
            }

            await stream.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
            left -= count;
            sent(count);
        }
    }

    protected override bool TryComputeLength(out long computed)
    {
        computed = length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        source.Dispose();
        base.Dispose(disposing);
    }
}
