namespace Davit.Registry;

/// <summary>Proxies on the way to registries, in the words of the environment (<c>HTTPS_PROXY</c>, <c>HTTP_PROXY</c>, <c>NO_PROXY</c>).</summary>
public sealed record ProxySettings
{
    /// <summary>For https addresses; empty: none.</summary>
    public string HttpsProxy { get; init; } = "";

    /// <summary>For http addresses; empty: none.</summary>
    public string HttpProxy { get; init; } = "";

    /// <summary>
    /// Who is reached directly, separated by commas: host names (with all below them), <c>.suffixes</c>, addresses, networks
    /// (<c>10.0.0.0/8</c>), each with an optional port, or <c>*</c>. Loopback addresses always are.
    /// </summary>
    public string NoProxy { get; init; } = "";

    /// <summary>Reads the variables, upper case first, as curl and docker do.</summary>
    /// <param name="variable">The value of an environment variable, or null.</param>
    public static ProxySettings FromEnvironment(Func<string, string?> variable)
    {
        string Value(string name) => variable(name) is { Length: > 0 } value ? value : variable(name.ToLowerInvariant()) ?? "";
        return new ProxySettings { HttpsProxy = Value("HTTPS_PROXY"), HttpProxy = Value("HTTP_PROXY"), NoProxy = Value("NO_PROXY") };
    }
}
