using Microsoft.AspNetCore.Http;

namespace Davit.Registry.Tests.Hostile;

/// <summary>What a client sent.</summary>
public sealed record RecordedRequest(string Method, string Target, string Authorization, string Range, IHeaderDictionary Headers, DateTimeOffset At)
{
    /// <summary>The thumbprint of the client's certificate, or an empty text.</summary>
    public string ClientCertificate { get; init; } = "";

    public override string ToString() => $"{Method} {Target}";
}
