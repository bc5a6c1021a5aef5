using System.Globalization;
using System.Text.Json.Serialization.Metadata;
using Davit.Daemon.Json;
using Davit.Engine;
using Davit.Engine.Filtering;
using Microsoft.AspNetCore.Http;

namespace Davit.Daemon.Http;

/// <summary>One request with what the router found out: the version, the variable part of the path.</summary>
internal sealed class ApiRequest(HttpContext http, ApiVersion version, string name, CancellationToken stopping)
{
    /// <summary>Most bytes a JSON body may have; the largest create requests of real clients are some kilobytes.</summary>
    public const int MaximumJsonLength = 16 << 20;

    public HttpContext Http { get; } = http;

    public ApiVersion Version { get; } = version;

    /// <summary>The variable part of the path: an id or a name.</summary>
    public string Name { get; } = name;

    /// <summary>The daemon is stopping or the connection broke; a client that only half-closed still gets its answer.</summary>
    public CancellationToken Cancellation => Http.RequestAborted;

    /// <summary>The daemon is going down.</summary>
    public CancellationToken Stopping { get; } = stopping;

    /// <summary>For answers that may have no end: also fires when the client is gone.</summary>
    public CancellationTokenSource WatchClient() =>
        CancellationTokenSource.CreateLinkedTokenSource(Stopping, Cancellation, Hijackable.ClientEnded);

    /// <summary>A query parameter; empty when absent.</summary>
    public string Query(string key) => Http.Request.Query[key].ToString();

    public bool HasQuery(string key) => Http.Request.Query.ContainsKey(key);

    public IReadOnlyList<string> QueryList(string key) => [.. Http.Request.Query[key].Select(value => value ?? "")];

    /// <summary>Docker's booleans: empty, 0, no, false and none are false, all else is true.</summary>
    public bool Flag(string key) => Query(key).Trim().ToLowerInvariant() is not ("" or "0" or "no" or "false" or "none");

    public bool Flag(string key, bool otherwise) => HasQuery(key) ? Flag(key) : otherwise;

    /// <summary>A whole number; null when absent or empty.</summary>
    /// <exception cref="EngineException">It is not a number.</exception>
    public int? Number(string key)
    {
        var text = Query(key);
        if (text.Length == 0)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new EngineException(ErrorKind.InvalidParameter, $"invalid value for parameter \"{key}\": \"{text}\" is not a whole number");
    }

    public Filters Filters() => Engine.Filtering.Filters.Parse(Query("filters"));

    /// <summary>Decodes the body; an empty one is an error.</summary>
    public Task<T> ReadAsync<T>(JsonTypeInfo<T> type)
        where T : class => JsonBody.ReadAsync(Http.Request, type, MaximumJsonLength, Cancellation);

    /// <summary>Decodes the body; null when there is none.</summary>
    public Task<T?> ReadOptionalAsync<T>(JsonTypeInfo<T> type)
        where T : class => JsonBody.ReadOptionalAsync(Http.Request, type, MaximumJsonLength, Cancellation);

    /// <summary>Answers with a document, in the shape of the client's version.</summary>
    public Task AnswerAsync<T>(T value, int status = StatusCodes.Status200OK) =>
        JsonAnswer.WriteAsync(Http.Response, status, value, WireShape.For(Version), Cancellation);

    /// <summary>Answers with a status alone.</summary>
    public Task AnswerAsync(int status)
    {
        Http.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    /// <summary>Begins an answer whose end is not known and sends its head at once.</summary>
    public async Task<Stream> BeginStreamAsync(string contentType)
    {
        Http.Response.ContentType = contentType;
        await Http.Response.Body.FlushAsync(Cancellation).ConfigureAwait(false);
        return Http.Response.Body;
    }

    /// <summary>Sends one document of a stream of documents, at once.</summary>
    public async Task SendLineAsync<T>(T value, CancellationToken cancellation = default)
    {
        var line = JsonAnswer.Encode(value, WireShape.For(Version));
        await Http.Response.Body.WriteAsync(line.WrittenMemory, cancellation).ConfigureAwait(false);
    }

    /// <summary>
    /// Takes the connection for raw streams after sending docker's answer: 101 when the client asked for an upgrade,
    /// else 200 of the HTTP/1.0 kind that ends with the connection.
    /// </summary>
    public async Task<HijackedConnection> HijackAsync(string contentType)
    {
        await Http.Request.Body.CopyToAsync(Stream.Null, Cancellation).ConfigureAwait(false);
        var upgrade = Http.Request.Headers.Upgrade.Count > 0;
        var connection = Hijackable.Hijack();
        await connection.WriteHeadAsync(HijackHead.Compose(upgrade, contentType, Version), Cancellation).ConfigureAwait(false);
        return connection;
    }

    /// <summary>Takes the connection without an answer; the caller writes its own.</summary>
    public HijackedConnection TakeConnection() => Hijackable.Hijack();

    private IHijackFeature Hijackable => Http.Features.Get<IHijackFeature>()
        ?? throw new InvalidOperationException("the connection came around the hijack middleware");
}
