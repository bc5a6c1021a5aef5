using System.Text.Json;
using Davit.Cli.Templates;

namespace Davit.Cli.Tests.Templates;

/// <summary>Documents answer to docker's Go names; labels and other maps only to their own keys.</summary>
public sealed class GoMapTests
{
    private static readonly JsonElement s_root = JsonDocument.Parse("""
        {
          "Id": "1", "ApiVersion": "1.51", "os": "linux", "Labels": {"Foo": "label"}, "Options": {"Ip": "option"},
          "Networks": {"Net": {"IpAddress": "10.0.0.2", "Labels": {"Bar": "inner"}}}, "Items": [{"HostIp": "::"}]
        }
        """).RootElement;

    [Theory]
    [InlineData("{{.ID}} {{.Id}}", "1 1")]
    [InlineData("{{.APIVersion}}", "1.51")]
    [InlineData("{{(index .Items 0).HostIP}}", "::")]
    [InlineData("{{.Networks.Net.IPAddress}}", "10.0.0.2")]
    public void Members_of_a_document_are_found_by_gos_names(string template, string expected) => Assert.Equal(expected, Run(template));

    [Theory]
    [InlineData("{{.Labels.Foo}} {{.Options.Ip}} {{.Networks.Net.Labels.Bar}}", "label option inner")]
    [InlineData("{{.Labels.FOO}}", "<no value>")]
    [InlineData("{{.Options.IP}}", "<no value>")]
    [InlineData("{{.Networks.NET}}", "<no value>")]
    [InlineData("{{.Networks.Net.Labels.BAR}}", "<no value>")]
    public void Keys_of_a_map_are_found_as_they_are_only(string template, string expected) => Assert.Equal(expected, Run(template));

    [Fact]
    public void A_name_that_begins_small_is_not_a_go_name() => Assert.Equal("<no value> linux", Run("{{.OS}} {{.os}}"));

    [Fact]
    public void A_document_keeps_its_order_in_json_and_a_map_is_sorted() => Assert.Equal(
        """{"B":1,"A":{"x":1,"z":2},"Labels":{"a":"1","b":"2"}}""",
        GoJson.Write(GoJson.Read(JsonDocument.Parse("""{"B": 1, "A": {"x": 1, "z": 2}, "Labels": {"b": "2", "a": "1"}}""").RootElement)));

    [Fact]
    public void Whole_numbers_stay_whole_next_to_fractions() =>
        Assert.Equal("[9007199254740993,1.5,1e+21,0.000001,1e-7]", GoJson.Write(GoJson.Read(JsonDocument.Parse("[9007199254740993, 1.5, 1e21, 0.000001, 0.0000001]").RootElement)));

    private static string Run(string template) => Template.Parse(template).Execute(GoJson.Read(s_root));
}
