using System.Text.Json;
using Davit.Api.Containers;
using Davit.Api.Json;
using Davit.Daemon.Mapping;

namespace Davit.Daemon.Tests.Mapping;

/// <summary>The portable configuration, from the wire to the engine and back.</summary>
public sealed class ContainerConfigTests
{
    private const string Full = """
        {"Hostname":"h","Domainname":"d","User":"u","AttachStdin":true,"AttachStdout":true,"AttachStderr":true,"ExposedPorts":{"80/tcp":{}},"Tty":true,
         "OpenStdin":true,"StdinOnce":true,"Env":["A=b"],"Cmd":["c"],"Healthcheck":{"Test":["CMD","t"],"Interval":1,"Timeout":2,"StartPeriod":3,
         "StartInterval":4,"Retries":5},"ArgsEscaped":true,"Image":"i","Volumes":{"/v":{}},"WorkingDir":"/w","Entrypoint":["e"],"NetworkDisabled":true,
         "MacAddress":"02:42:ac:11:00:02","OnBuild":["o"],"Labels":{"l":"m"},"StopSignal":"SIGINT","StopTimeout":9,"Shell":["/bin/sh"]}
        """;

    [Fact]
    public void Every_member_survives()
    {
        var sent = JsonSerializer.Deserialize(Full, EngineApiJson.Wire.ContainerConfig)!;

        var back = ContainerConfigMapping.ToWire(ContainerConfigMapping.ToEngine(sent));

        using var expected = JsonDocument.Parse(Full);
        using var actual = JsonDocument.Parse(JsonSerializer.Serialize(back, EngineApiJson.Wire.ContainerConfig));
        Assert.True(JsonElement.DeepEquals(expected.RootElement, actual.RootElement), actual.RootElement.ToString());
        Assert.Equal(typeof(ContainerConfig).GetProperties().Length, expected.RootElement.EnumerateObject().Count());
    }

    [Fact]
    public void Null_stays_null_and_empty_stays_empty()
    {
        var back = ContainerConfigMapping.ToWire(ContainerConfigMapping.ToEngine(new ContainerConfig { Cmd = null, Entrypoint = [] }));

        Assert.Null(back.Cmd);
        Assert.NotNull(back.Entrypoint);
        Assert.Null(back.Volumes);
        Assert.NotNull(back.Labels);
    }
}
