using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Davit.Daemon.Http;
using Davit.Engine;
using Davit.Oci;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace Davit.Daemon.Json;

/// <summary>Decodes JSON bodies as dockerd does: the type is checked, the document must be alone, null is no document.</summary>
internal static class JsonBody
{
    public static async Task<T> ReadAsync<T>(HttpRequest request, JsonTypeInfo<T> type, int limit, CancellationToken cancellation)
        where T : class =>
        await ReadOptionalAsync(request, type, limit, cancellation).ConfigureAwait(false)
            ?? throw Invalid("invalid JSON: got EOF while reading request body", null);

    public static async Task<T?> ReadOptionalAsync<T>(HttpRequest request, JsonTypeInfo<T> type, int limit, CancellationToken cancellation)
        where T : class
    {
        var body = await ReadBytesAsync(request.BodyReader, limit, cancellation).ConfigureAwait(false);
        if (body.IsEmpty)
        {
            return null;
        }

        CheckContentType(request.ContentType);
        try
        {
            return JsonSerializer.Deserialize(body.Span, type);
        }
        catch (JsonException failure)
        {
            throw Invalid($"invalid JSON: {JsonFailure.Describe(failure)}", failure);
        }
    }

    private static async Task<ReadOnlyMemory<byte>> ReadBytesAsync(PipeReader reader, int limit, CancellationToken cancellation)
    {
        while (true)
        {
            var result = await reader.ReadAsync(cancellation).ConfigureAwait(false);
            if (result.Buffer.Length > limit)
            {
                throw new BadHttpRequestException($"request body too large: a JSON document may have {limit} bytes", StatusCodes.Status413PayloadTooLarge);
            }

            if (result.IsCompleted)
            {
                var bytes = result.Buffer.ToArray();
                reader.AdvanceTo(result.Buffer.End);
                return bytes;
            }

            reader.AdvanceTo(result.Buffer.Start, result.Buffer.End);
        }
    }

    private static void CheckContentType(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed))
        {
            throw Invalid($"malformed Content-Type header ({contentType}): must be '{MediaTypes.Json}'", null);
        }

        if (!parsed.MediaType.Equals(MediaTypes.Json, StringComparison.OrdinalIgnoreCase))
        {
            throw Invalid($"unsupported Content-Type header ({contentType}): must be '{MediaTypes.Json}'", null);
        }
    }

    private static EngineException Invalid(string message, Exception? cause) => new(ErrorKind.InvalidParameter, message, cause);
}
