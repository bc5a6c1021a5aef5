using Davit.Cli.Configuration;
using Davit.Testing;

namespace Davit.Cli.Tests.Configuration;

/// <summary>Contexts in docker's layout, so that both programs see the same ones.</summary>
public sealed class ContextStoreTests : IDisposable
{
    // the directory of a context is named by the SHA-256 of its name
    private const string DigestOfRemote = "b71199ebd070b36beab7317920c2c2f1d777df8d05e5527d8458fda57cb17a7a";

    private readonly TemporaryDirectory directory = new();
    private readonly ContextStore store;

    public ContextStoreTests() => store = new ContextStore(directory.Path);

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_context_is_kept_with_its_host_and_description()
    {
        store.Save("remote", "far away", "ssh://user@host", skipVerify: true);
        var found = store.Find("remote")!;
        Assert.Equal(("remote", "far away", "ssh://user@host", true, null), (found.Name, found.Description, found.Host, found.SkipTlsVerify, found.Tls));
        Assert.Equal(
            """{"Name":"remote","Metadata":{"Description":"far away"},"Endpoints":{"docker":{"Host":"ssh://user@host","SkipTLSVerify":true}}}""",
            File.ReadAllText(store.MetadataFile("remote")));
    }

    [Fact]
    public void Its_directory_is_named_by_the_digest_of_its_name() =>
        Assert.Equal(directory[Path.Combine("contexts", "meta", DigestOfRemote, "meta.json")], store.MetadataFile("remote"));

    [Fact]
    public void Contexts_are_listed_by_name()
    {
        Assert.Empty(store.List());
        store.Save("b", "", "tcp://b", skipVerify: false);
        store.Save("a", "", "tcp://a", skipVerify: false);
        Assert.Equal(["a", "b"], store.List().Select(context => context.Name));
    }

    [Fact]
    public void What_docker_wrote_is_read()
    {
        Directory.CreateDirectory(store.MetadataDirectory("d"));
        File.WriteAllText(store.MetadataFile("d"), """{"Name":"d","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///x","SkipTLSVerify":false}},"Other":1}""");
        Assert.Equal("unix:///x", store.Find("d")!.Host);
    }

    [Fact]
    public void Certificates_are_for_their_owner_only()
    {
        store.Save("t", "", "tcp://t:2376", skipVerify: false);
        File.WriteAllText(directory["key"], "secret");
        store.SaveTls("t", [("key.pem", directory["key"])]);
        var tls = store.Find("t")!.Tls!;
        Assert.Equal((true, null, "secret"), (tls.Verify, tls.CaFile, File.ReadAllText(tls.KeyFile!)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(tls.KeyFile!));
    }

    [Fact]
    public void Removal_takes_metadata_and_certificates()
    {
        store.Save("t", "", "tcp://t:2376", skipVerify: false);
        File.WriteAllText(directory["key"], "secret");
        store.SaveTls("t", [("key.pem", directory["key"])]);
        store.Remove("t");
        Assert.Null(store.Find("t"));
        Assert.False(Directory.Exists(store.TlsDirectory("t")));
    }

    [Fact]
    public void Broken_metadata_are_named()
    {
        Directory.CreateDirectory(store.MetadataDirectory("d"));
        File.WriteAllText(store.MetadataFile("d"), "{");
        Assert.Contains(store.MetadataFile("d"), Assert.Throws<CommandException>(() => store.Find("d")).Message, StringComparison.Ordinal);
    }
}
