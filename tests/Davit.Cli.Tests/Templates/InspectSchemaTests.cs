using System.Text.Json;
using Davit.Cli.Templates;
using Davit.Cli.Templates.Schemas;

namespace Davit.Cli.Tests.Templates;

/// <summary>Whole structs, durations, times and pointers to nothing, as docker's client 28.2 prints them for the same documents.</summary>
public sealed class InspectSchemaTests
{
    private const string Container = """
        {
          "Id": "abc", "Created": "2024-01-02T03:04:05.1Z",
          "State": {"Status": "running", "Health": {"Status": "healthy", "FailingStreak": 0,
            "Log": [{"Start": "2024-01-02T03:04:05.120Z", "End": "2024-01-02T04:04:06+01:00", "ExitCode": 0, "Output": ""}]}},
          "HostConfig": {"Binds": null, "LogConfig": {"Type": "json-file", "Config": {}}, "PortBindings": {"80/tcp": [{"HostIp": "", "HostPort": "8080"}]},
            "RestartPolicy": {"Name": "no", "MaximumRetryCount": 0}, "CpuShares": 2, "Memory": 1024, "OomKillDisable": false, "PidsLimit": null,
            "BlkioDeviceReadBps": [{"Path": "/dev/sda", "Rate": 7}], "Ulimits": [{"Name": "nofile", "Hard": 2048, "Soft": 1024}],
            "Mounts": [{"Type": "volume", "Source": "v", "Target": "/v"}]},
          "Config": {"ExposedPorts": {"80/tcp": {}}, "Healthcheck": {"Test": ["CMD", "true"], "Interval": 90000000000}, "StopTimeout": 0},
          "NetworkSettings": {"Bridge": "", "SandboxID": "s", "IPAddress": "10.0.0.2", "Networks": {"net": {"IPAddress": "10.0.0.2"}}}
        }
        """;

    [Theory]
    [InlineData("{{.HostConfig.RestartPolicy}}", "{no 0}")]
    [InlineData("{{.HostConfig.LogConfig}}", "{json-file map[]}")]
    [InlineData("{{.HostConfig.PortBindings}}", "map[80/tcp:[{ 8080}]]")]
    [InlineData("{{.HostConfig.OomKillDisable}} {{.HostConfig.PidsLimit}} {{.HostConfig.Init}}", "false <nil> <nil>")]
    [InlineData("{{.HostConfig.CPUShares}} {{.HostConfig.Resources.CPUShares}} {{.HostConfig.NanoCPUs}}", "2 2 0")]
    [InlineData("{{.HostConfig.Ulimits}} {{index .HostConfig.Ulimits 0}}", "[nofile=1024:2048] nofile=1024:2048")]
    [InlineData("{{.HostConfig.BlkioDeviceReadBps}}", "[/dev/sda:7]")]
    [InlineData("{{.HostConfig.Mounts}}", "[{volume v /v false  <nil> <nil> <nil> <nil> <nil>}]")]
    [InlineData("{{json .HostConfig.Mounts}}", """[{"Type":"volume","Source":"v","Target":"/v"}]""")]
    [InlineData("{{.Config.ExposedPorts}}{{range $port, $nothing := .Config.ExposedPorts}} {{$port}}={{$nothing}}{{end}}", "map[80/tcp:{}] 80/tcp={}")]
    [InlineData("{{.Config.Healthcheck}} {{.Config.Healthcheck.Interval}} {{.Config.Healthcheck.Timeout}}", "{[CMD true] 1m30s 0s 0s 0s 0} 1m30s 0s")]
    [InlineData("{{json .Config.Healthcheck}}", """{"Test":["CMD","true"],"Interval":90000000000}""")]
    [InlineData("{{printf \"%d %v %s\" .Config.Healthcheck.Interval .Config.Healthcheck.Interval .Config.Healthcheck.Interval}}", "90000000000 1m30s 1m30s")]
    [InlineData("{{if gt .Config.Healthcheck.Interval 5}}longer{{end}}", "longer")]
    [InlineData("{{range .State.Health.Log}}{{.Start}}|{{.End}}{{end}}", "2024-01-02 03:04:05.12 +0000 UTC|2024-01-02 04:04:06 +0100 +0100")]
    [InlineData("{{json (index .State.Health.Log 0).Start}}", "\"2024-01-02T03:04:05.120Z\"")]
    [InlineData("{{println .HostConfig.RestartPolicy .HostConfig.LogConfig}}", "{no 0} {json-file map[]}\n")]
    [InlineData("{{printf \"%+v\" .HostConfig.RestartPolicy}}", "{Name:no MaximumRetryCount:0}")]
    [InlineData("{{println .Config.Healthcheck}}", "&{[CMD true] 1m30s 0s 0s 0s 0}\n")]
    [InlineData("{{.NetworkSettings.IPAddress}} {{.NetworkSettings.DefaultNetworkSettings}}", "10.0.0.2 {   0 10.0.0.2 0  }")]
    [InlineData("{{.ID}} {{.ContainerJSONBase.ID}}", "abc abc")]
    [InlineData("{{.SizeRw}} {{json .SizeRw}} {{if .SizeRw}}yes{{else}}no{{end}}", "<nil> null no")]
    public void A_container_is_printed_as_docker_prints_it(string template, string text) => Assert.Equal(text, Run("container", Container, template));

    [Fact]
    public void A_pointer_to_zero_is_no_missing_member()
    {
        var json = Run("container", Container, "{{json .Config}}");
        Assert.Contains("\"StopTimeout\":0", json, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Shell\"", json, StringComparison.Ordinal);
    }

    [Fact]
    public void A_field_of_nothing_is_an_error() =>
        Assert.Contains("nil pointer evaluating *container.Health.Status", Assert.Throws<TemplateException>(() => Run("container", "{\"State\":{}}", "{{.State.Health.Status}}")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("image", """{"Config":{"Cmd":["sh"],"Env":null},"RootFS":{"Type":"layers","Layers":["a","b"]}}""", "{{.RootFS}} {{json .Config}} {{.Descriptor}}", """{layers [a b]} {"Cmd":["sh"]} <nil>""")]
    [InlineData("image", """{"GraphDriver":{"Data":{"UpperDir":"/u"},"Name":"overlay2"}}""", "{{.GraphDriver}} {{.GraphDriver.Data.UpperDir}}", "{map[UpperDir:/u] overlay2} /u")]
    [InlineData("network", """{"Created":"2024-01-02T03:04:05Z","IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"10.0.0.0/8"}]}}""", "{{.Created}} {{.IPAM}} {{.ConfigFrom}}", "2024-01-02 03:04:05 +0000 UTC {default map[] [{10.0.0.0/8   map[]}]} {}")]
    [InlineData("volume", """{"Name":"v","Labels":null,"Status":null}""", "{{.}} {{.UsageData}}", "{<nil>   map[]  v map[]  map[] <nil>} <nil>")]
    public void Other_objects_are_printed_as_docker_prints_them(string kind, string document, string template, string text) => Assert.Equal(text, Run(kind, document, template));

    private static string Run(string kind, string document, string template) =>
        Template.Parse(template).Execute(GoSchemas.Find(kind)!.Read(JsonDocument.Parse(document).RootElement));
}
