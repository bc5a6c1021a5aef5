using Davit.Registry.Hosts;

namespace Davit.Registry.Tests.Parsing;

/// <summary>Which proxy, which name, how secure.</summary>
public sealed class HostRuleTests
{
    [Theory]
    [InlineData("https://registry.example/", "", true)]
    [InlineData("https://registry.example/", "registry.example", false)]
    [InlineData("https://a.registry.example/", "registry.example", false)]
    [InlineData("https://registry.example/", ".example", false)]
    [InlineData("https://registry.example/", ".registry.example", true)]
    [InlineData("https://registry.example/", "*.example", false)]
    [InlineData("https://myregistry.example/", "registry.example", true)]
    [InlineData("https://registry.example/", "other, REGISTRY.example ", false)]
    [InlineData("https://registry.example:5000/", "registry.example:5000", false)]
    [InlineData("https://registry.example:5001/", "registry.example:5000", true)]
    [InlineData("https://registry.example/", "*", false)]
    [InlineData("https://10.1.2.3/", "10.0.0.0/8", false)]
    [InlineData("https://11.1.2.3/", "10.0.0.0/8", true)]
    [InlineData("https://10.1.2.3/", "10.1.2.3", false)]
    [InlineData("https://[fd00::1]/", "fd00::/8", false)]
    [InlineData("https://[fd00::1]:5000/", "[fd00::1]:5000", false)]
    [InlineData("https://127.0.0.1:5000/", "", false)]
    [InlineData("https://localhost:5000/", "", false)]
    public void No_proxy_is_obeyed(string address, string exceptions, bool proxied)
    {
        var proxy = new RegistryProxy(new ProxySettings { HttpsProxy = "proxy.example:3128", HttpProxy = "http://other.example", NoProxy = exceptions });
        Assert.Equal(proxied ? "http://proxy.example:3128/" : null, proxy.GetProxy(new Uri(address))?.AbsoluteUri);
    }

    [Fact]
    public void A_proxy_is_for_one_scheme_and_has_its_own_password()
    {
        var proxy = new RegistryProxy(new ProxySettings { HttpProxy = "http://me:p%40ss@proxy.example:3128" });
        Assert.Null(proxy.GetProxy(new Uri("https://registry.example/")));
        var address = proxy.GetProxy(new Uri("http://registry.example/"))!;
        Assert.Equal("p@ss", proxy.Credentials!.GetCredential(address, "Basic")!.Password);
        Assert.Null(proxy.Credentials.GetCredential(new Uri("http://registry.example/"), "Basic"));
    }

    [Fact]
    public void Proxies_come_from_the_environment_upper_case_first()
    {
        var variables = new Dictionary<string, string?> { ["HTTPS_PROXY"] = "a", ["https_proxy"] = "b", ["http_proxy"] = "c", ["no_proxy"] = "d" };
        Assert.Equal(new ProxySettings { HttpsProxy = "a", HttpProxy = "c", NoProxy = "d" }, ProxySettings.FromEnvironment(variables.GetValueOrDefault));
    }

    [Fact]
    public void A_proxy_that_is_none_is_an_error() =>
        Assert.Throws<RegistryException>(() => new RegistryProxy(new ProxySettings { HttpProxy = "ftp://x" }));

    [Theory]
    [InlineData("https://index.docker.io/v1/", "docker.io")]
    [InlineData("index.docker.io", "docker.io")]
    [InlineData("registry-1.docker.io", "docker.io")]
    [InlineData("", "docker.io")]
    [InlineData("https://Registry.example:5000/v2/", "registry.example:5000")]
    [InlineData("registry.example", "registry.example")]
    public void A_server_address_names_a_registry(string address, string name) => Assert.Equal(name, HostNames.Normalise(address));

    [Theory]
    [InlineData("registry.example:5000", true)]
    [InlineData("REGISTRY.example:5000", true)]
    [InlineData("registry.example", false)]
    [InlineData("plain.example", true)]
    [InlineData("plain.example:5000", true)]
    [InlineData("10.2.3.4:5000", true)]
    [InlineData("11.2.3.4:5000", false)]
    [InlineData("[fd00::1]:5000", true)]
    [InlineData("evilplain.example", false)]
    [InlineData("scheme.example", true)]
    public void Insecure_is_what_is_listed(string authority, bool listed)
    {
        var hosts = new InsecureHosts(["registry.example:5000", "plain.example", "10.9.9.9/8", "fd00::/8", "http://scheme.example/"]);
        Assert.Equal(listed, hosts.Lists(new Uri($"https://{authority}/")));
    }

    [Theory]
    [InlineData("localhost:5000", true)]
    [InlineData("127.8.9.1", true)]
    [InlineData("[::1]:5000", true)]
    [InlineData("localhost.example", false)]
    public void Loopback_is_loopback(string authority, bool loopback) => Assert.Equal(loopback, InsecureHosts.IsLoopback(new Uri($"https://{authority}/")));
}
