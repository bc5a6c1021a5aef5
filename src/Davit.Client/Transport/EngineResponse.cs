using System.Net;
using System.Text.Json;

namespace Davit.Client.Transport;

/// <summary>A response whose body is still to be read. Disposing gives the connection back, or closes it where bytes are left.</summary>
public sealed class EngineResponse : IDisposable
{
    private readonly HttpTransport _transport;
    private readonly HttpChannel _channel;
    private readonly HttpHead _head;

    internal EngineResponse(HttpTransport transport, HttpChannel channel, HttpHead head, bool hasBody)
    {
        _transport = transport;
        _channel = channel;
        _head = head;
        Body = new HttpBodyStream(channel, head, hasBody);
    }

    public HttpStatusCode Status => _head.Status;

    /// <summary>May be read once.</summary>
    public Stream Body { get; }

    public string? Header(string name) => _head[name];

    public byte[] ReadBytes()
    {
        var content = new MemoryStream();
        Body.CopyTo(content);
        return content.ToArray();
    }

    /// <summary>The body as a document, or an empty object where there is none.</summary>
    public JsonDocument ReadJson()
    {
        var bytes = ReadBytes();
        return JsonDocument.Parse(bytes.AsSpan().Trim(" \r\n\t"u8).IsEmpty ? "{}"u8.ToArray() : bytes);
    }

    /// <summary>Ends a read that another thread is waiting in.</summary>
    public void Abort() => _channel.Connection.Abort();

    public void Dispose()
    {
        Body.Dispose();
        _transport.Return(_channel);
    }
}
