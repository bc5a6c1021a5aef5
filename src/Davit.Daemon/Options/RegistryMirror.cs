namespace Davit.Daemon.Options;

/// <summary>A mirror: <c>URL</c> for Docker Hub, <c>HOST=URL</c> for any other registry.</summary>
public sealed record RegistryMirror(string Registry, Uri Address)
{
    private const string Hub = "docker.io";

    /// <exception cref="OptionException">It is no address of a mirror.</exception>
    internal static RegistryMirror Parse(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var scheme = text.IndexOf("://", StringComparison.Ordinal);
        var (registry, url) = equals > 0 && equals < scheme ? (text[..equals], text[(equals + 1)..]) : (Hub, text);
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            throw new OptionException($"invalid mirror: \"{text}\": want http(s)://HOST for Docker Hub, or REGISTRY=http(s)://HOST");
        }

        return address.UserInfo.Length > 0 || address.Query.Length > 0 || address.Fragment.Length > 0
            ? throw new OptionException($"invalid mirror: \"{url}\": path, query or fragment at end of the URI, or credentials in it")
            : new RegistryMirror(registry is "index.docker.io" ? Hub : registry, address);
    }

    public override string ToString() => Registry == Hub ? Address.ToString() : $"{Registry}={Address}";
}
