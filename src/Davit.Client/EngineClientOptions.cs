using Davit.Client.Transport;

namespace Davit.Client;

/// <summary>What a client needs to know before its first request.</summary>
public sealed record EngineClientOptions
{
    public required EngineEndpoint Endpoint { get; init; }

    /// <summary>Sent with every request (config.json's HttpHeaders).</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>DOCKER_API_VERSION: used as it is. Null: the newest that both sides know.</summary>
    public string? FixedApiVersion { get; init; }

    public string UserAgent { get; init; } = "Davit-Client";
}
