using Davit.Api.System;
using Davit.Cli.Configuration.Credentials;

namespace Davit.Cli.Tests.Configuration;

/// <summary>Where credentials are kept: docker's file, docker's helper programs.</summary>
public sealed class CredentialTests : IDisposable
{
    private readonly CliRun _run = new();

    public void Dispose() => _run.Dispose();

    private string ConfigPath => Path.Combine(_run.Home, ".docker", "config.json");

    [Theory]
    [InlineData("docker.io", "https://index.docker.io/v1/")]
    [InlineData("index.docker.io", "https://index.docker.io/v1/")]
    [InlineData("localhost:5000", "localhost:5000")]
    public void Docker_hub_has_a_name_of_its_own(string domain, string key) => Assert.Equal(key, RegistryKey.OfDomain(domain));

    [Theory]
    [InlineData("http://h:5000/v2/", "h:5000")]
    [InlineData("https://h", "h")]
    [InlineData("https://me@h/x", "h")]
    [InlineData("h:1/x", "h:1")]
    [InlineData("h", "h")]
    public void An_address_is_reduced_to_its_host(string address, string host) => Assert.Equal(host, RegistryKey.ToHost(address));

    [Fact]
    public void Stored_credentials_are_found_again_and_other_settings_stay()
    {
        Write("""{"psFormat": "x", "auths": {"other": {"auth": "YTpi"}}, "zzz": [1]}""");
        Store.Store(new AuthConfig { Username = "ann", Password = "s:e+c/ret", ServerAddress = "h:1" });
        Assert.Equal(
            "{\n\t\"psFormat\": \"x\",\n\t\"auths\": {\n\t\t\"other\": {\n\t\t\t\"auth\": \"YTpi\"\n\t\t},\n\t\t\"h:1\": {\n\t\t\t\"auth\": \"YW5uOnM6ZStjL3JldA==\"\n\t\t}\n\t},\n\t\"zzz\": [\n\t\t1\n\t]\n}",
            File.ReadAllText(ConfigPath));
        Assert.Equal(new AuthConfig { Username = "ann", Password = "s:e+c/ret", ServerAddress = "h:1" }, Store.Get("h:1"));
        Assert.StartsWith($"\nWARNING! Your credentials are stored unencrypted in '{ConfigPath}'.\n", _run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("ret", _run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Identity_tokens_are_kept_beside_the_user()
    {
        Store.Store(new AuthConfig { Username = "ann", IdentityToken = "tok", ServerAddress = "h" });
        Assert.Contains("\"auth\": \"YW5uOg==\",\n\t\t\t\"identitytoken\": \"tok\"", File.ReadAllText(ConfigPath), StringComparison.Ordinal);
        Assert.Equal(("ann", "tok"), (Store.Get("h").Username, Store.Get("h").IdentityToken));
    }

    [Fact]
    public void What_did_not_change_is_not_written()
    {
        var credentials = new AuthConfig { Username = "a", Password = "b", ServerAddress = "h" };
        Store.Store(credentials);
        File.WriteAllText(ConfigPath, File.ReadAllText(ConfigPath) + " ");
        Store.Store(credentials);
        Assert.EndsWith(" ", File.ReadAllText(ConfigPath), StringComparison.Ordinal);
    }

    [Fact]
    public void Old_files_name_registries_by_address()
    {
        Write("""{"auths": {"https://h:5000/v1/": {"auth": "YTpi"}}}""");
        Assert.Equal("a", Store.Get("h:5000").Username);
        Assert.Null(Store.Get("h").Username);
    }

    [Theory]
    [InlineData("%%%")]
    [InlineData("bm9jb2xvbg==")]
    public void A_broken_entry_is_a_warning_without_its_text(string encoded)
    {
        Write("{\"auths\": {\"h\": {\"auth\": \"" + encoded + "\"}}}");
        Assert.Null(Store.Get("h").Username);
        Assert.Equal($"WARNING: Error loading config file: {ConfigPath}: Invalid auth configuration file\n", _run.Error);
    }

    [Fact]
    public void A_linked_file_stays_a_link()
    {
        var real = Path.Combine(_run.Home, "real.json");
        File.WriteAllText(real, "{}");
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigPath)!);
        File.CreateSymbolicLink(ConfigPath, real);
        Store.Store(new AuthConfig { Username = "a", Password = "b", ServerAddress = "h" });
        Assert.Equal(real, new FileInfo(ConfigPath).LinkTarget);
        Assert.Contains("YTpi", File.ReadAllText(real), StringComparison.Ordinal);
    }

    [Fact]
    public void A_helper_is_asked_by_its_protocol()
    {
        Helper("echo $1 >>$0.log; cat >>$0.log; echo >>$0.log; [ $1 = get ] && echo '{\"ServerURL\":\"h\",\"Username\":\"ann\",\"Secret\":\"pw\"}'; exit 0");
        Assert.Equal(new AuthConfig { Username = "ann", Password = "pw", ServerAddress = "h" }, Store.Get("h"));
        Store.Store(new AuthConfig { Username = "u", Password = "p", ServerAddress = "h" });
        Store.Store(new AuthConfig { Username = "u", IdentityToken = "t", ServerAddress = "h" });
        Store.Erase("h");
        Assert.Equal(
            "get\nh\nstore\n{\"ServerURL\":\"h\",\"Username\":\"u\",\"Secret\":\"p\"}\n\nstore\n{\"ServerURL\":\"h\",\"Username\":\"<token>\",\"Secret\":\"t\"}\n\nerase\nh\n",
            File.ReadAllText(HelperPath + ".log"));
        Assert.DoesNotContain("\"p\"", File.ReadAllText(ConfigPath), StringComparison.Ordinal);
        Assert.Empty(_run.Error);
    }

    [Fact]
    public void An_identity_token_comes_under_a_name_for_tokens()
    {
        Helper("""echo '{"ServerURL":"h","Username":"<token>","Secret":"t"}'""");
        Assert.Equal(new AuthConfig { IdentityToken = "t", ServerAddress = "h" }, Store.Get("h"));
    }

    [Fact]
    public void A_helper_that_knows_nothing_is_no_failure()
    {
        Helper("echo credentials not found in native keychain; exit 1");
        Assert.Null(Store.Get("h").Username);
    }

    [Fact]
    public void A_helper_that_fails_says_why()
    {
        Helper("echo locked; exit 3");
        Assert.Equal("error getting credentials - err: exit status 3, out: `locked`", Assert.Throws<CommandException>(() => Store.Get("h")).Message);
        Assert.Equal("e30=", Store.HeaderFor("h"));
    }

    [Fact]
    public void A_helper_that_is_not_there_is_named()
    {
        Write("""{"credHelpers": {"h": "nosuch"}}""");
        Assert.Equal(
            "error storing credentials - err: exec: \"docker-credential-nosuch\": executable file not found in $PATH, out: ``",
            Assert.Throws<CommandException>(() => Store.Store(new AuthConfig { ServerAddress = "h" })).Message);
    }

    [Fact]
    public void A_helper_that_hangs_or_floods_is_ended()
    {
        Helper("[ $1 = get ] && exec sleep 60; exec cat /dev/zero");
        var program = new HelperProgram(Path.GetDirectoryName(HelperPath)!, TimeProvider.System, TimeSpan.FromMilliseconds(300));
        Assert.Equal("timed out", program.Run("test", "get", "h").Failure);
        Assert.Equal("too much output", new HelperProgram(Path.GetDirectoryName(HelperPath)!, TimeProvider.System, TimeSpan.FromSeconds(30)).Run("test", "list", "h").Failure);
    }

    [Fact]
    public void The_header_is_base64_for_urls()
    {
        Assert.Equal("eyJ1c2VybmFtZSI6Ij4-PiIsInBhc3N3b3JkIjoiPz8_In0=", CredentialStore.Encode(new AuthConfig { Username = ">>>", Password = "???" }));
        Assert.Equal("e30=", Store.HeaderFor("unknown"));
    }

    private CredentialStore Store => _run.Context.Credentials;

    private string HelperPath => Path.Combine(_run.Home, "bin", "docker-credential-test");

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(ConfigPath)!);
        File.WriteAllText(ConfigPath, text);
    }

    private void Helper(string script)
    {
        Write("""{"credsStore": "test"}""");
        Directory.CreateDirectory(Path.GetDirectoryName(HelperPath)!);
        File.WriteAllText(HelperPath, $"#!/bin/sh\n{script}\n");
        File.SetUnixFileMode(HelperPath, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        _run.Environment["PATH"] = Path.GetDirectoryName(HelperPath)!;
    }
}
