using System.Text;
using System.Text.Json;

namespace Davit.Cli.Tests.Commands;

/// <summary>Lists of manifests: docker 28.2's files, output and digests.</summary>
public sealed class ManifestCommandTests : IDisposable
{
    private const string Digest = "sha256:fee128c2825bbe0688eeac094ea49a49e2e24fd65c8f1f71bdc5b761654bba1c";
    private const string ManifestType = "application/vnd.docker.distribution.manifest.v2+json";
    private const string Manifest = "{\n   \"schemaVersion\": 2,\n   \"mediaType\": \"" + ManifestType + "\",\n   \"layers\": []\n}";
    private const string List = """
        {
           "schemaVersion": 2,
           "mediaType": "application/vnd.docker.distribution.manifest.list.v2+json",
           "manifests": [
              {
                 "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                 "size": 527,
                 "digest": "sha256:fee128c2825bbe0688eeac094ea49a49e2e24fd65c8f1f71bdc5b761654bba1c",
                 "platform": {
                    "architecture": "amd64",
                    "os": "linux",
                    "os.version": "5",
                    "os.features": [
                       "a",
                       "b"
                    ],
                    "variant": "v3"
                 }
              },
              {
                 "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
                 "size": 527,
                 "digest": "sha256:fee128c2825bbe0688eeac094ea49a49e2e24fd65c8f1f71bdc5b761654bba1c",
                 "platform": {
                    "architecture": "amd64",
                    "os": "linux"
                 }
              }
           ]
        }
        """;

    private readonly FakeEngine _engine = new((200, Answer), (200, Answer), (200, $$"""{"Digest":"sha256:a3f9","Pushed":["h:1/list@{{Digest}}"]}"""));
    private readonly CliRun _run;

    public ManifestCommandTests() => _run = _engine.Run();

    private static string Answer =>
        $$$"""{"Descriptor":{"mediaType":"{{{ManifestType}}}","digest":"{{{Digest}}}","size":527,"platform":{"architecture":"amd64","os":"linux"}},"Raw":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Manifest))}}}"}""";

    public void Dispose()
    {
        _run.Dispose();
        _engine.Dispose();
    }

    [Fact]
    public void A_list_is_made_annotated_shown_and_pushed()
    {
        Assert.Equal(0, _run.Run("manifest", "create", "--insecure", "h:1/list:1", "h:1/list:a", "h:1/other:1"));
        Assert.Equal(["GET /davit/manifests/h:1/list:a/json?insecure=1", "GET /davit/manifests/h:1/other:1/json?insecure=1"], _engine.Requests.Select(request => request.Line));
        Assert.Equal(0, _run.Run("manifest", "annotate", "h:1/list:1", "h:1/list:a", "--variant", "v3", "--os-features", "a,b", "--os-version", "5"));
        Assert.Equal(0, _run.Run("manifest", "inspect", "h:1/list:1"));
        Assert.Equal($"Created manifest list h:1/list:1\n{List}\n", _run.Output);
        Assert.Equal(0, _run.Run("manifest", "push", "-p", "h:1/list:1"));
        Assert.EndsWith($"Pushed ref h:1/list@{Digest} with digest: {Digest}\nsha256:a3f9\n", _run.Output, StringComparison.Ordinal);
        using var pushed = JsonDocument.Parse(_engine.Requests[2].Body);
        Assert.Equal(List, Encoding.UTF8.GetString(pushed.RootElement.GetProperty("Raw").GetBytesFromBase64()));
        Assert.Equal(
            ("h:1/list:1", "application/vnd.docker.distribution.manifest.list.v2+json", $"h:1/other@{Digest}"),
            (pushed.RootElement.GetProperty("Target").GetString(), pushed.RootElement.GetProperty("MediaType").GetString(), pushed.RootElement.GetProperty("Sources")[0].GetString()));
        Assert.Equal(1, pushed.RootElement.GetProperty("Sources").GetArrayLength());
        Assert.Equal(1, _run.Run("manifest", "rm", "h:1/list:1"));
        Assert.Equal("No such manifest: h:1/list:1\n", _run.Error);
    }

    [Fact]
    public void Files_are_where_and_what_dockers_are()
    {
        Assert.Equal(0, _run.Run("manifest", "create", "h:1/list:1", "h:1/bb:1"));
        var file = Path.Combine(_run.Home, ".docker", "manifests", "h-1_list-1", "h-1_bb-1");
        Assert.Equal(
            $$$"""{"Ref":"h:1/bb:1","Descriptor":{"mediaType":"{{{ManifestType}}}","digest":"{{{Digest}}}","size":527,"platform":{"architecture":"amd64","os":"linux"}}"""
            + $$$""","Raw":"{{{Convert.ToBase64String(Encoding.UTF8.GetBytes(Manifest))}}}","SchemaV2Manifest":{"schemaVersion":2,"mediaType":"{{{ManifestType}}}","layers":[]}}""",
            File.ReadAllText(file));
        Assert.Equal(1, _run.Run("manifest", "create", "h:1/list:1", "h:1/bb:1"));
        Assert.Equal("refusing to amend an existing manifest list with no --amend flag\n", _run.Error);
        Assert.Equal(0, _run.Run("manifest", "inspect", "h:1/list:1", "h:1/bb:1"));
        Assert.EndsWith($"\n{{\n\t\"schemaVersion\": 2,\n\t\"mediaType\": \"{ManifestType}\",\n\t\"layers\": []\n}}\n", _run.Output, StringComparison.Ordinal);
        Assert.Equal(0, _run.Run("manifest", "rm", "h:1/list:1"));
        Assert.False(Directory.Exists(Path.GetDirectoryName(file)));
    }

    [Theory]
    [InlineData("annotate h:1/list:1 h:1/bb:2 --arch arm", "manifest for image h:1/bb:2 does not exist in h:1/list:1\n")]
    [InlineData("annotate h:1/list:1 h:1/bb:1 --arch foo", "manifest entry for image has unsupported os/arch combination: /foo\n")]
    [InlineData("push h:1/nolist", "No such manifest: h:1/nolist:latest\n")]
    [InlineData("push other/list", "cannot use source images from a different registry than the target image: h:1 != docker.io\n")]
    [InlineData("create UP a", "error parsing name for manifest list UP: invalid reference format: repository name (library/UP) must be lowercase\n")]
    public void What_cannot_be_says_why(string line, string error)
    {
        _run.Run("manifest", "create", "h:1/list:1", "h:1/bb:1");
        _run.Run("manifest", "create", "other/list", "h:1/bb:1");
        Assert.Equal(1, _run.Run(["manifest", .. line.Split(' ')]));
        Assert.Equal(error, _run.Error);
    }

    [Fact]
    public void A_list_in_a_registry_is_shown_and_cannot_be_an_entry()
    {
        var answer = $$"""{"Descriptor":{"mediaType":"application/vnd.docker.distribution.manifest.list.v2+json","digest":"{{Digest}}","size":9},"Raw":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(List))}}"}""";
        using var engine = new FakeEngine((200, answer), (200, answer), (404, """{"message":"no such manifest"}"""), (404, """{"message":"page not found"}"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("manifest", "inspect", "h:1/list:1"));
        Assert.Equal(List + "\n", run.Output);
        Assert.Equal(1, run.Run("manifest", "create", "h:1/other", "h:1/list:1"));
        Assert.Equal(1, run.Run("manifest", "inspect", "h:1/none"));
        Assert.Equal(1, run.Run("manifest", "inspect", "h:1/none"));
        Assert.Equal("h:1/list:1 is a manifest list\nno such manifest: h:1/none:latest\nmanifests of registries are read and written by the davit daemon; this daemon does not do it\n", run.Error);
    }

    [Fact]
    public void Verbose_shows_every_member_with_the_lists_word_on_its_platform()
    {
        var list = $$"""{"Descriptor":{"mediaType":"application/vnd.oci.image.index.v1+json","digest":"{{Digest}}","size":9},"Raw":"{{Convert.ToBase64String(Encoding.UTF8.GetBytes(List))}}"}""";
        using var engine = new FakeEngine((200, list), (200, Answer), (200, Answer));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("manifest", "inspect", "-v", "h:1/list:1"));
        Assert.Equal($"GET /davit/manifests/h:1/list:1@{Digest}/json", engine.Requests[1].Line);
        Assert.StartsWith($"[\n\t{{\n\t\t\"Ref\": \"h:1/list:1@{Digest}\",\n\t\t\"Descriptor\": {{\n\t\t\t\"mediaType\": \"{ManifestType}\",\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("\"variant\": \"v3\"", run.Output, StringComparison.Ordinal);
    }
}
