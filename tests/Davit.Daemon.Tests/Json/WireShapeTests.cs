using System.Text.Json;
using Davit.Api.Events;
using Davit.Api.Images;
using Davit.Daemon.Http;
using Davit.Daemon.Json;

namespace Davit.Daemon.Tests.Json;

/// <summary>Documents in the shape of a client's version.</summary>
public sealed class WireShapeTests
{
    [Fact]
    public void Every_rule_names_a_member_that_exists()
    {
        var options = WireShape.For(ApiVersion.Current);

        foreach (var rule in WireHistory.Rules)
        {
            Assert.Contains(options.GetTypeInfo(rule.Type).Properties, property => property.Name == rule.Member);
        }
    }

    [Theory]
    [InlineData(43, true)]
    [InlineData(44, false)]
    public void Virtual_size_ended_with_1_44(int minor, bool shown) =>
        Assert.Equal(shown, Encode(new ImageSummary { VirtualSize = 5 }, minor).TryGetProperty("VirtualSize", out _));

    [Theory]
    [InlineData(51, true)]
    [InlineData(52, false)]
    public void Events_repeated_themselves_until_1_52(int minor, bool shown) =>
        Assert.Equal(shown, Encode(new EventMessage { Status = "start", Id = "x" }, minor).TryGetProperty("status", out _));

    [Fact]
    public void An_image_s_config_shows_nulls_to_old_clients_and_leaves_them_out_for_new_ones()
    {
        var config = new ImageConfig { Hostname = "", User = "", Env = ["A=b"], Labels = new Dictionary<string, string>() };

        var old = Encode(config, 49);
        var recent = Encode(config, 51);
        var current = Encode(config, 52);

        foreach (var shown in (JsonElement[])[old, recent])
        {
            Assert.Equal(JsonValueKind.Null, shown.GetProperty("Cmd").ValueKind);
            Assert.Equal("", shown.GetProperty("User").GetString());
        }

        Assert.True(old.TryGetProperty("Hostname", out _));
        Assert.False(recent.TryGetProperty("Hostname", out _));
        Assert.Equal(["Env"], current.EnumerateObject().Select(member => member.Name));
    }

    private static JsonElement Encode<T>(T value, int minor)
    {
        using var document = JsonDocument.Parse(JsonAnswer.Encode(value, WireShape.For(new ApiVersion(1, minor))).WrittenMemory);
        return document.RootElement.Clone();
    }
}
