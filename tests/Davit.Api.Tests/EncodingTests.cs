using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Davit.Api.Containers;
using Davit.Api.Json;
using Davit.Api.Json.Requests;
using Davit.Api.Volumes;
using Davit.Testing;

namespace Davit.Api.Tests;

/// <summary>Documents are written as dockerd writes them: clients tell null from [] and absent.</summary>
public sealed class EncodingTests
{
    private static readonly string[] AlwaysInHostConfig =
    [
        "Binds", "ContainerIDFile", "NetworkMode", "PortBindings", "AutoRemove", "VolumeDriver", "VolumesFrom", "ConsoleSize", "CapAdd", "CapDrop",
        "CgroupnsMode", "Dns", "DnsOptions", "DnsSearch", "ExtraHosts", "GroupAdd", "IpcMode", "Cgroup", "Links", "OomScoreAdj", "PidMode", "Privileged",
        "PublishAllPorts", "ReadonlyRootfs", "SecurityOpt", "UTSMode", "UsernsMode", "ShmSize", "Isolation", "CpuShares", "Memory", "NanoCpus",
        "CgroupParent", "BlkioWeight", "BlkioWeightDevice", "BlkioDeviceReadBps", "BlkioDeviceWriteBps", "BlkioDeviceReadIOps", "BlkioDeviceWriteIOps",
        "CpuPeriod", "CpuQuota", "CpuRealtimePeriod", "CpuRealtimeRuntime", "CpusetCpus", "CpusetMems", "Devices", "DeviceCgroupRules", "DeviceRequests",
        "MemoryReservation", "MemorySwap", "MemorySwappiness", "OomKillDisable", "PidsLimit", "Ulimits", "CpuCount", "CpuPercent", "IOMaximumIOps",
        "IOMaximumBandwidth", "MaskedPaths", "ReadonlyPaths",
    ];

    [Fact]
    public void An_empty_host_config_has_exactly_the_members_that_docker_always_writes()
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(new HostConfig(), EngineApiJson.Wire.HostConfig));

        Assert.Equal(
            AlwaysInHostConfig.Order(StringComparer.Ordinal),
            document.RootElement.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_request_that_the_client_writes_is_the_document_of_the_api()
    {
        var filled = new Filled();
        var request = filled.Of<ContainerCreateRequest>();

        AssertSame(request);
        AssertSame(new());
        Assert.True(filled.Count > 150, $"only {filled.Count} values were filled in");
    }

    private static void AssertSame(ContainerCreateRequest request)
    {
        var expected = JsonSerializer.Serialize(request, EngineApiJson.Wire.ContainerCreateRequest);
        var written = Encoding.UTF8.GetString(CreateRequestWriter.Write(request).Span);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(written)), $"{expected}\n{written}");
    }

    [Fact]
    public void Lists_that_clients_iterate_are_never_null_in_a_listing()
    {
        using var document = JsonDocument.Parse(JsonSerializer.Serialize(new ContainerSummary(), EngineApiJson.Wire.ContainerSummary));
        var root = document.RootElement;

        foreach (var name in (string[])["Names", "Ports", "Mounts"])
        {
            Assert.Equal(JsonValueKind.Array, root.GetProperty(name).ValueKind);
        }

        Assert.Equal(JsonValueKind.Object, root.GetProperty("Labels").ValueKind);
        Assert.False(root.TryGetProperty("SizeRw", out _));
    }

    [Fact]
    public void A_config_without_settings_keeps_its_nulls()
    {
        var json = JsonSerializer.Serialize(new ContainerConfig(), EngineApiJson.Wire.ContainerConfig);

        Assert.Contains("\"Cmd\":null", json, StringComparison.Ordinal);
        Assert.Contains("\"Volumes\":null", json, StringComparison.Ordinal);
        Assert.Contains("\"Entrypoint\":null", json, StringComparison.Ordinal);
        Assert.DoesNotContain("ExposedPorts", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Healthcheck", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_written_without_needless_escapes() =>
        Assert.Contains(
            "\"<a> & 'é' 容器\"",
            JsonSerializer.Serialize(new Volume { Name = "<a> & 'é' 容器" }, EngineApiJson.Wire.Volume),
            StringComparison.Ordinal);

    [Fact]
    public void Zero_times_are_the_year_one()
    {
        var json = JsonSerializer.Serialize(new ContainerState(), EngineApiJson.Wire.ContainerState);

        Assert.Contains("\"FinishedAt\":\"0001-01-01T00:00:00Z\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_create_request_survives_a_round_trip()
    {
        const string json = """
            {"Image":"debian","Cmd":["a"],"ExposedPorts":{"80/tcp":{}},"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"8080"}],"81/tcp":null},"Binds":[],"Ulimits":[{"Name":"nofile","Hard":2,"Soft":1}],"Init":false}}
            """;
        var first = JsonSerializer.Deserialize(json, EngineApiJson.Wire.ContainerCreateRequest)!;

        var text = JsonSerializer.Serialize(first, EngineApiJson.Wire.ContainerCreateRequest);

        using var expected = JsonDocument.Parse(json);
        using var actual = JsonDocument.Parse(text);
        foreach (var member in expected.RootElement.GetProperty("HostConfig").EnumerateObject())
        {
            Assert.True(JsonElement.DeepEquals(member.Value, actual.RootElement.GetProperty("HostConfig").GetProperty(member.Name)), member.Name);
        }

        Assert.True(JsonElement.DeepEquals(expected.RootElement.GetProperty("ExposedPorts"), actual.RootElement.GetProperty("ExposedPorts")));
    }
}
