using Davit.Cli.Configuration;
using Davit.Testing;

namespace Davit.Cli.Tests.Configuration;

public sealed class ConfigFileTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public void Settings_are_read()
    {
        Write("""{"currentContext": "c", "detachKeys": "ctrl-x", "psFormat": "{{.ID}}", "HttpHeaders": {"X-A": "1", "User-Agent": "me"}}""");
        var config = Load(out var warnings);
        Assert.Equal(("c", "ctrl-x", "{{.ID}}", null, ""), (config.CurrentContext, config.DetachKeys, config.Format("psFormat"), config.Format("imagesFormat"), warnings));
        Assert.Equal("1", config.HttpHeaders["X-A"]);
        Assert.False(config.HttpHeaders.ContainsKey("User-Agent"));
    }

    [Fact]
    public void An_absent_file_is_an_empty_one()
    {
        var config = Load(out var warnings);
        Assert.Equal((null, null, ""), (config.CurrentContext, config.DetachKeys, warnings));
        Assert.Empty(config.HttpHeaders);
        Assert.Empty(config.ProxyVariables("unix:///x"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("")]
    [InlineData("{\"a\": }")]
    public void A_broken_file_is_a_warning_and_counts_as_empty(string text)
    {
        Write(text);
        Assert.Null(Load(out var warnings).CurrentContext);
        Assert.StartsWith($"WARNING: Error loading config file: {directory["config.json"]}: ", warnings, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"currentContext\": 5, \"HttpHeaders\": \"x\", \"proxies\": []}")]
    public void Values_of_other_types_are_ignored(string text)
    {
        Write(text);
        var config = Load(out _);
        Assert.Null(config.CurrentContext);
        Assert.Empty(config.HttpHeaders);
        Assert.Empty(config.ProxyVariables("x"));
    }

    [Fact]
    public void Proxies_of_a_daemon_come_before_the_default_ones()
    {
        Write("""{"proxies": {"default": {"httpProxy": "http://d"}, "tcp://x:1": {"httpsProxy": "http://x", "noProxy": "a,b"}}}""");
        var config = Load(out _);
        Assert.Equal([new("HTTP_PROXY", "http://d"), new("http_proxy", "http://d")], config.ProxyVariables("unix:///run/x.sock"));
        Assert.Equal(
            [new("HTTPS_PROXY", "http://x"), new("https_proxy", "http://x"), new("NO_PROXY", "a,b"), new("no_proxy", "a,b")],
            config.ProxyVariables("tcp://x:1"));
    }

    [Fact]
    public void A_change_leaves_the_rest_as_it_was()
    {
        Write("""{"auths": {"r": {"auth": "c2VjcmV0"}}, "currentContext": "old", "unknown": [1, 2]}""");
        ConfigFile.Change(directory.Path, "currentContext", "new");
        var text = File.ReadAllText(directory["config.json"]);
        Assert.Contains("c2VjcmV0", text, StringComparison.Ordinal);
        Assert.Contains("unknown", text, StringComparison.Ordinal);
        Assert.Equal("new", Load(out _).CurrentContext);
        ConfigFile.Change(directory.Path, "currentContext", null);
        Assert.Null(Load(out _).CurrentContext);
    }

    [Fact]
    public void A_file_with_passwords_is_for_its_owner_only()
    {
        ConfigFile.Change(directory.Path, "currentContext", "x");
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(directory["config.json"]));
        Assert.Equal([directory["config.json"]], Directory.GetFiles(directory.Path));
    }

    private void Write(string text) => File.WriteAllText(directory["config.json"], text);

    private ConfigFile Load(out string warnings)
    {
        var writer = new StringWriter();
        var config = ConfigFile.Load(directory.Path, writer);
        warnings = writer.ToString();
        return config;
    }
}
