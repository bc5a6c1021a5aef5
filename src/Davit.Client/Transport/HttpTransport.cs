using System.Globalization;
using System.Net;
using System.Text;

namespace Davit.Client.Transport;

/// <summary>
/// Sends requests to one daemon and keeps one idle connection between them. Requests may be sent from several threads;
/// each has its connection to itself until its response is disposed.
/// </summary>
internal sealed class HttpTransport(EngineEndpoint endpoint, IReadOnlyDictionary<string, string> headers) : IDisposable
{
    private HttpChannel? _idle;

    public EngineEndpoint Endpoint { get; } = endpoint;

    /// <summary>Throws <see cref="EngineUnreachableException"/>, or <see cref="IOException"/> where the connection broke.</summary>
    public EngineResponse Send(HttpCall call)
    {
        if (TakeIdle() is { } kept)
        {
            try
            {
                return SendOn(kept, call);
            }
            catch (IOException) when (call.Method is "GET" or "HEAD")
            {
                kept.Dispose(); // the daemon closed it just now: once more on a new one, which changes nothing twice
            }
        }

        return SendOn(new HttpChannel(EngineConnection.Open(Endpoint)), call);
    }

    /// <summary>The connection of the last request, unless the daemon closed it while it was idle.</summary>
    private HttpChannel? TakeIdle()
    {
        var kept = Interlocked.Exchange(ref _idle, null);
        if (kept is null || kept.Connection.IsQuiet)
        {
            return kept;
        }

        kept.Dispose();
        return null;
    }

    /// <summary>Sends a request that turns its connection into a raw stream.</summary>
    public (HijackedStream? Stream, EngineResponse? Refusal) Hijack(HttpCall call)
    {
        var channel = TakeIdle() ?? new HttpChannel(EngineConnection.Open(Endpoint));
        WriteRequest(channel, call, upgrade: true);
        var head = ReadHead(channel);
        if (head.Status == HttpStatusCode.SwitchingProtocols || (head.Status == HttpStatusCode.OK && head.ContentLength is null && !head.IsChunked))
        {
            var type = head["Content-Type"];
            return (new HijackedStream(channel, type == "application/vnd.docker.multiplexed-stream", type == "application/vnd.docker.raw-stream"), null);
        }

        return (null, new EngineResponse(this, channel, head, hasBody: true));
    }

    public void Return(HttpChannel channel)
    {
        if (!channel.IsReusable || Interlocked.CompareExchange(ref _idle, channel, null) is not null)
        {
            channel.Dispose();
        }
    }

    public void Dispose() => Interlocked.Exchange(ref _idle, null)?.Dispose();

    private EngineResponse SendOn(HttpChannel channel, HttpCall call)
    {
        channel.IsReusable = false;
        try
        {
            WriteRequest(channel, call, upgrade: false);
        }
        catch (IOException) when (call.Body is not null)
        {
            // the daemon answered early and closed: its answer says why
        }

        var head = ReadHead(channel);
        var hasBody = call.Method != "HEAD" && head.Status is not HttpStatusCode.NoContent and not HttpStatusCode.NotModified;
        return new EngineResponse(this, channel, head, hasBody);
    }

    private static HttpHead ReadHead(HttpChannel channel)
    {
        try
        {
            return channel.ReadHead();
        }
        catch
        {
            channel.Dispose();
            throw;
        }
    }

    private void WriteRequest(HttpChannel channel, HttpCall call, bool upgrade)
    {
        var head = new StringBuilder(256);
        head.Append(call.Method).Append(' ').Append(Endpoint.BasePath).Append(call.Path).Append(" HTTP/1.1\r\nHost: ")
            .Append(Endpoint.Kind == EndpointKind.Tcp ? $"{Endpoint.Address}:{Endpoint.Port.ToString(CultureInfo.InvariantCulture)}" : "api.moby.localhost").Append("\r\n");
        foreach (var (name, value) in call.Headers.Concat(headers))
        {
            head.Append(name).Append(": ").Append(value.ReplaceLineEndings(string.Empty)).Append("\r\n");
        }

        if (upgrade)
        {
            head.Append("Connection: Upgrade\r\nUpgrade: tcp\r\n");
        }

        if (call.Body is not null)
        {
            head.Append("Transfer-Encoding: chunked\r\n");
        }
        else if (call.Method is "POST" or "PUT")
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {call.Content.Length}\r\n");
        }

        head.Append("\r\n");
        WriteHeadAndBody(channel, call, Encoding.UTF8.GetBytes(head.ToString()));
    }

    private static void WriteHeadAndBody(HttpChannel channel, HttpCall call, byte[] head)
    {
        if (call.Body is not null)
        {
            channel.Write(head);
            ChunkedRequestWriter.Copy(call.Body, channel);
            return;
        }

        channel.Write([.. head, .. call.Content.Span]); // one packet: one wake-up of the daemon
    }
}
