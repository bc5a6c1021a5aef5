using System.Text.Json;
using Davit.Api.Containers;
using Davit.Api.Json;

namespace Davit.Api.Tests;

/// <summary>Documents are read as Go's encoding/json reads them.</summary>
public sealed class DecodingTests
{
    [Fact]
    public void Names_are_read_without_regard_to_case() =>
        Assert.Equal("debian", Read("""{"image":"debian"}""").Image);

    [Fact]
    public void Unknown_members_are_ignored() =>
        Assert.Equal("debian", Read("""{"Image":"debian","Nonsense":{"a":[1]}}""").Image);

    [Fact]
    public void Of_repeated_members_the_last_counts() =>
        Assert.Equal(2, Read("""{"HostConfig":{"Memory":1,"memory":2}}""").HostConfig!.Memory);

    [Theory]
    [InlineData("""{"Tty":null,"Hostname":null,"Env":null,"Labels":null,"HostConfig":{"Memory":null,"NetworkMode":null,"BlkioWeight":null}}""")]
    [InlineData("{}")]
    public void Null_and_absent_members_have_the_zero_value(string json)
    {
        var request = Read(json);

        Assert.False(request.Tty);
        Assert.Equal("", request.Hostname);
        Assert.Null(request.Env);
        Assert.Null(request.Labels);
        Assert.Equal(0, request.HostConfig?.Memory ?? 0);
        Assert.Equal("", request.HostConfig?.NetworkMode ?? "");
    }

    [Fact]
    public void An_empty_list_is_not_null()
    {
        var request = Read("""{"Entrypoint":[],"Cmd":null}""");

        Assert.NotNull(request.Entrypoint);
        Assert.Empty(request.Entrypoint);
        Assert.Null(request.Cmd);
    }

    [Fact]
    public void A_command_may_be_one_string() =>
        Assert.Equal(["echo hi"], Read("""{"Cmd":"echo hi"}""").Cmd);

    [Theory]
    [InlineData("""{"Tty":"true"}""")]
    [InlineData("""{"Tty":1}""")]
    [InlineData("""{"Hostname":1}""")]
    [InlineData("""{"Labels":["a"]}""")]
    [InlineData("""{"Env":"A=b"}""")]
    [InlineData("""{"Cmd":[1]}""")]
    [InlineData("""{"Cmd":{"a":1}}""")]
    [InlineData("""{"HostConfig":[]}""")]
    [InlineData("""{"HostConfig":{"Memory":"1"}}""")]
    [InlineData("""{"HostConfig":{"Memory":1.5}}""")]
    [InlineData("""{"HostConfig":{"Memory":99999999999999999999}}""")]
    [InlineData("""{"HostConfig":{"BlkioWeight":70000}}""")]
    [InlineData("""{"HostConfig":{"PortBindings":{"80/tcp":[{"HostPort":80}]}}}""")]
    [InlineData("""{"Image":"a"}x""")]
    [InlineData("""{"Image":"a"} {}""")]
    [InlineData("{'Image':'a'}")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("\"\"")]
    public void Wrong_types_and_malformed_documents_are_errors(string json) =>
        Assert.Throws<JsonException>(() => Read(json));

    [Fact]
    public void A_deep_document_is_an_error_and_not_a_crash()
    {
        var json = "{\"Labels\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + new string('}', 10_001);

        Assert.Throws<JsonException>(() => Read(json));
    }

    private static ContainerCreateRequest Read(string json) =>
        JsonSerializer.Deserialize(json, EngineApiJson.Wire.ContainerCreateRequest)!;
}
