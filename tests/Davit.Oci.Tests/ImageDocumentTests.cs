using System.Text.Json;
using Davit.Oci.Image;

namespace Davit.Oci.Tests;

public sealed class ImageDocumentTests
{
    [Fact]
    public void A_configuration_as_docker_writes_it_is_read()
    {
        var document = Parse("""
            {"architecture":"amd64","os":"linux","created":"2023-05-01T10:11:12.123456789Z","unknown":{"a":[1,2]},
             "config":{"Env":["A=b"],"Cmd":["sh"],"Entrypoint":null,"Volumes":{"/data":{},"/a":{}},"ExposedPorts":{"80/tcp":{}},
               "Labels":null,"OnBuild":null,"Healthcheck":{"Test":["CMD","x"],"Interval":5000000000},"StopTimeout":7,"Shell":["/bin/bash","-c"]},
             "rootfs":{"type":"layers","diff_ids":["sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"]},
             "history":[{"created":"2023-05-01T10:11:12Z","created_by":"x","empty_layer":true}]}
            """);
        Assert.Equal(["/a", "/data"], document.Config!.Volumes);
        Assert.Equal(["80/tcp"], document.Config.ExposedPorts);
        Assert.Equal(5_000_000_000, document.Config.Healthcheck!.Interval);
        Assert.Equal(7, document.Config.StopTimeout);
        Assert.True(document.History![0].EmptyLayer);
        Assert.Equal(1234567, document.Created!.Value.Ticks % TimeSpan.TicksPerSecond);
        Assert.Single(document.RootFs!.DiffIds!);
    }

    [Fact]
    public void A_command_may_be_one_string() => Assert.Equal(["echo hi"], Parse("""{"config":{"Cmd":"echo hi"}}""").Config!.Cmd);

    [Theory]
    [InlineData("""{"config":{"Cmd":5}}""")]
    [InlineData("""{"config":{"Env":"A=b"}}""")]
    [InlineData("""{"config":{"Volumes":[5]}}""")]
    [InlineData("""{"config":{"Volumes":"x"}}""")]
    [InlineData("""{"config":{"Cmd":[["a"]]}}""")]
    [InlineData("""{"config":[]}""")]
    [InlineData("""{"created":"yesterday"}""")]
    [InlineData("""{"created":12}""")]
    [InlineData("""{"rootfs":{"diff_ids":["sha256:12"]}}""")]
    [InlineData("""{"rootfs":{"diff_ids":[null]}}""")]
    [InlineData("""{"config":{"Healthcheck":{"Retries":99999999999}}}""")]
    public void A_member_of_the_wrong_type_is_a_json_error(string json) => Assert.Throws<JsonException>(() => Parse(json));

    [Fact]
    public void Nesting_without_end_is_refused() =>
        Assert.Throws<JsonException>(() => Parse("{\"config\":" + string.Concat(Enumerable.Repeat("{\"a\":", 5000)) + "1" + new string('}', 5001)));

    [Fact]
    public void What_was_read_is_written_with_dockers_names()
    {
        var json = JsonSerializer.Serialize(
            new ImageDocument
            {
                Os = "linux",
                Created = DateTimeOffset.FromUnixTimeMilliseconds(1500),
                Config = new ImageConfig { Volumes = ["/b", "/a"], Cmd = ["x"] },
                RootFs = new RootFs { DiffIds = [] },
            },
            ImageJson.Default.ImageDocument);
        Assert.Equal(
            """{"config":{"Cmd":["x"],"Volumes":{"/a":{},"/b":{}}},"created":"1970-01-01T00:00:01.5Z","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}""", json);
    }

    [Fact]
    public void The_chain_of_one_layer_is_its_own_digest_and_of_more_the_digest_of_the_stack()
    {
        var a = Digest.Of("a"u8);
        var b = Digest.Of("b"u8);
        var chain = ChainId.OfAll([a, b]);
        Assert.Equal(a, chain[0]);
        Assert.Equal(Digest.Of(System.Text.Encoding.ASCII.GetBytes($"{a} {b}")), chain[1]);
    }

    private static ImageDocument Parse(string json) => JsonSerializer.Deserialize(json, ImageJson.Default.ImageDocument)!;
}
