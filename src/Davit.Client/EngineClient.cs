using System.Net;
using System.Text.Json;
using System.Text;
using Davit.Client.Containers;
using Davit.Client.Images;
using Davit.Client.Networks;
using Davit.Client.Registries;
using Davit.Client.SystemInformation;
using Davit.Client.Transport;
using Davit.Client.Volumes;

namespace Davit.Client;

/// <summary>
/// Talks to one daemon. Cheap to make: the first request opens the connection. Requests may run on several threads.
/// The API version is agreed on without a round trip: requests name the newest version, and a daemon that is too old for it
/// says which one it has, whereupon the request is repeated. Answers come as documents, since output templates may name
/// any member of them.
/// </summary>
public sealed class EngineClient : IDisposable
{
    private readonly EngineClientOptions _options;
    private readonly HttpTransport _transport;
    private string? _agreedVersion;

    public EngineClient(EngineClientOptions options)
    {
        _options = options;
        _agreedVersion = options.FixedApiVersion;
        _transport = new HttpTransport(options.Endpoint, new Dictionary<string, string>(options.Headers) { ["User-Agent"] = options.UserAgent });
    }

    public EngineEndpoint Endpoint => _options.Endpoint;

    public ContainerClient Containers => field ??= new(this);

    public ExecClient Exec => field ??= new(this);

    public ImageClient Images => field ??= new(this);

    public VolumeClient Volumes => field ??= new(this);

    public NetworkClient Networks => field ??= new(this);

    public RegistryClient Registries => field ??= new(this);

    public SystemClient System => field ??= new(this);

    /// <summary>The version that requests are sent with so far.</summary>
    public string ApiVersionInUse => _agreedVersion ?? ApiVersion.Newest;

    /// <summary>The version both sides know, asking the daemon if nothing was sent yet.</summary>
    public string AgreeOnVersion()
    {
        if (_agreedVersion is null)
        {
            using var ping = _transport.Send(new HttpCall("HEAD", "/_ping"));
            var offered = ping.Header("Api-Version") ?? "1.24";
            _agreedVersion = ApiVersion.Compare(offered, ApiVersion.Newest) < 0 ? offered : ApiVersion.Newest;
        }

        return _agreedVersion;
    }

    public void Dispose() => _transport.Dispose();

    /// <summary>Sends a request and returns its answer. Throws <see cref="EngineApiException"/> for any status from 400 on.</summary>
    internal EngineResponse Send(HttpCall call)
    {
        if (call.Body is not null)
        {
            AgreeOnVersion(); // a streamed body cannot be sent twice
        }

        var response = _transport.Send(Versioned(call));
        if (response.Status < HttpStatusCode.BadRequest)
        {
            _agreedVersion ??= ApiVersion.Newest;
            return response;
        }

        var error = ReadError(response);
        return LowerVersion(error) ? Send(call) : throw error;
    }

    /// <summary>Sends a request that turns its connection into a raw stream.</summary>
    internal HijackedStream Hijack(HttpCall call)
    {
        var (stream, refusal) = _transport.Hijack(Versioned(call));
        if (stream is not null)
        {
            _agreedVersion ??= ApiVersion.Newest;
            return stream;
        }

        if (refusal!.Status < HttpStatusCode.BadRequest)
        {
            refusal.Dispose();
            throw new InvalidDataException($"unable to upgrade to tcp, received {(int)refusal.Status}");
        }

        var error = ReadError(refusal);
        return LowerVersion(error) ? Hijack(call) : throw error;
    }

    internal JsonDocument Get(string path)
    {
        using var response = Send(new HttpCall("GET", path));
        return response.ReadJson();
    }

    /// <summary>A request without an answer of interest. True unless the daemon said 304, "it is so already".</summary>
    internal bool Post(string path)
    {
        using var response = Send(new HttpCall("POST", path));
        return response.Status != HttpStatusCode.NotModified;
    }

    internal JsonDocument PostJson(string path, ReadOnlyMemory<byte> content)
    {
        using var response = Send(Json("POST", path, content));
        return response.ReadJson();
    }

    internal JsonDocument Delete(string path)
    {
        using var response = Send(new HttpCall("DELETE", path));
        return response.ReadJson();
    }

    internal static HttpCall Json(string method, string path, ReadOnlyMemory<byte> content) =>
        new(method, path) { Content = content, Headers = [KeyValuePair.Create("Content-Type", "application/json")] };

    private HttpCall Versioned(HttpCall call) => call with { Path = $"/v{ApiVersionInUse}{call.Path}" };

    private bool LowerVersion(EngineApiException error)
    {
        if (_agreedVersion is not null || ApiVersion.SupportedIn(error.Message) is not { } supported)
        {
            return false;
        }

        _agreedVersion = supported;
        return true;
    }

    private static EngineApiException ReadError(EngineResponse response)
    {
        using (response)
        {
            var bytes = response.ReadBytes();
            return new EngineApiException(response.Status, Message(bytes) ?? Fallback(response.Status, bytes));
        }
    }

    private static string? Message(byte[] body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement is { ValueKind: JsonValueKind.Object } root && root.Text("message") is { Length: > 0 } message ? message : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Fallback(HttpStatusCode status, byte[] body)
    {
        var text = Encoding.UTF8.GetString(body).Trim();
        return text.Length > 0 ? text : $"request returned {(int)status} {status}";
    }
}
