using System.Text.Json;
using Davit.Oci.Runtime;
using Davit.Testing;
using Xunit;

namespace Davit.Oci.Tests;

public class SpecReaderTests
{
    [Fact]
    public void Every_member_that_is_written_is_read()
    {
        var filled = new Filled();
        var json = JsonSerializer.SerializeToUtf8Bytes(filled.Of<Spec>(), RuntimeJson.Default.Spec);

        var again = JsonSerializer.SerializeToUtf8Bytes(SpecReader.ReadSpec(json), RuntimeJson.Default.Spec);

        Assert.Equal(System.Text.Encoding.UTF8.GetString(json), System.Text.Encoding.UTF8.GetString(again));
        Assert.True(filled.Count > 150, $"only {filled.Count} values were filled in");
    }

    [Fact]
    public void Parts_that_come_alone_are_read_whole()
    {
        var process = JsonSerializer.SerializeToUtf8Bytes(new Filled().Of<ProcessSpec>(), RuntimeJson.Default.ProcessSpec);
        var resources = JsonSerializer.SerializeToUtf8Bytes(new Filled().Of<ResourcesSpec>(), RuntimeJson.Default.ResourcesSpec);

        Assert.Equal(process, JsonSerializer.SerializeToUtf8Bytes(SpecReader.ReadProcess(process), RuntimeJson.Default.ProcessSpec));
        Assert.Equal(resources, JsonSerializer.SerializeToUtf8Bytes(SpecReader.ReadResources(resources), RuntimeJson.Default.ResourcesSpec));
    }

    [Fact]
    public void Absent_and_null_members_are_the_same_and_unknown_ones_are_left_out()
    {
        var spec = SpecReader.ReadSpec("""{"process": null, "hostname": null, "windows": {"x": [1]}, "linux": {"seccomp": null, "devices": []}}"""u8.ToArray());

        Assert.Null(spec.Process);
        Assert.Null(spec.Hostname);
        Assert.Null(spec.Linux!.Seccomp);
        Assert.Empty(spec.Linux.Devices!);
    }

    [Theory]
    [InlineData("""{"process": []}""", "$.process: an object is wanted, not []")]
    [InlineData("""{"process": {"args": "sh"}}""", "$.process.args: an array is wanted, not \"sh\"")]
    [InlineData("""{"process": {"args": ["sh", 1]}}""", "$.process.args: a string is wanted, not 1")]
    [InlineData("""{"process": {"user": {"uid": -1}}}""", "$.process.user.uid: a number of 64 bits that is not negative is wanted, not -1")]
    [InlineData("""{"process": {"user": {"uid": 4294967296}}}""", "$.process.user.uid: the number does not fit into 32 bits")]
    [InlineData("""{"process": {"terminal": "yes"}}""", "$.process.terminal: true or false is wanted, not \"yes\"")]
    [InlineData("""{"linux": {"resources": {"blockIO": {"weight": 70000}}}}""", "$.linux.resources.blockIO.weight: the number does not fit into 16 bits")]
    [InlineData("""{"linux": {"resources": {"memory": {"limit": 1.5}}}}""", "$.linux.resources.memory.limit: a number of 64 bits is wanted, not 1.5")]
    [InlineData("""{"annotations": {"a": {}}}""", "$.annotations: a string is wanted, not {}")]
    [InlineData("""[]""", "$: an object is wanted, not []")]
    public void A_member_of_the_wrong_type_is_named(string json, string message)
    {
        var failure = Assert.Throws<JsonException>(() => SpecReader.ReadSpec(System.Text.Encoding.UTF8.GetBytes(json)));

        Assert.Equal(message, failure.Message);
        Assert.Equal(message, JsonFailure.Describe(failure));
    }

    [Fact]
    public void Text_that_is_no_json_is_refused() =>
        Assert.ThrowsAny<JsonException>(() => SpecReader.ReadSpec("""{"process": {}"""u8.ToArray()));
}
