using System.Net;

namespace Davit.Registry.Hosts;

/// <summary>Chooses the proxy for an address by the rules that Go programs follow (golang.org/x/net/http/httpproxy).</summary>
internal sealed class RegistryProxy : IWebProxy
{
    private readonly Uri? https;
    private readonly Uri? http;
    private readonly ProxyExceptions exceptions;

    public RegistryProxy(ProxySettings settings)
    {
        https = Parse(settings.HttpsProxy);
        http = Parse(settings.HttpProxy);
        exceptions = new ProxyExceptions(settings.NoProxy);
        Credentials = new ProxyCredentials(new[] { https, http }.OfType<Uri>());
    }

    public ICredentials? Credentials { get; set; }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Choose(destination);

    public bool IsBypassed(Uri host) => Choose(host) is null || InsecureHosts.IsLoopback(host) || exceptions.Cover(host);

    private Uri? Choose(Uri destination) => destination.Scheme == Uri.UriSchemeHttps ? https : http;

    /// <summary>A proxy without a scheme is an http one.</summary>
    private static Uri? Parse(string text)
    {
        if (text.Length == 0)
        {
            return null;
        }

        var address = text.Contains("://", StringComparison.Ordinal) ? text : "http://" + text;
        return Uri.TryCreate(address, UriKind.Absolute, out var proxy) && proxy.Scheme is "http" or "https" or "socks5" or "socks5h" or "socks4" or "socks4a"
            ? proxy.Scheme == "socks5h" ? new Uri("socks5" + proxy.AbsoluteUri[7..]) : proxy
            : throw new RegistryException(RegistryErrorKind.InvalidParameter, "the address of the proxy cannot be used: want http://HOST:PORT");
    }
}
