using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Davit.Daemon.Http;
using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Json;

/// <summary>Encodes answers: one document and a newline, as Go's encoder writes it.</summary>
internal static class JsonAnswer
{
    public static async Task WriteAsync<T>(HttpResponse response, int status, T value, JsonSerializerOptions shape, CancellationToken cancellation)
    {
        var buffer = Encode(value, shape);
        response.StatusCode = status;
        response.ContentType = MediaTypes.Json;
        response.ContentLength = buffer.WrittenCount;
        if (!HttpMethods.IsHead(response.HttpContext.Request.Method))
        {
            await response.Body.WriteAsync(buffer.WrittenMemory, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>One line of a stream of documents.</summary>
    public static ArrayBufferWriter<byte> Encode<T>(T value, JsonSerializerOptions shape)
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = shape.Encoder, SkipValidation = true }))
        {
            JsonSerializer.Serialize(writer, value, (JsonTypeInfo<T>)shape.GetTypeInfo(typeof(T)));
        }

        buffer.GetSpan(1)[0] = (byte)'\n';
        buffer.Advance(1);
        return buffer;
    }
}
