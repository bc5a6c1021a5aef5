using System.Text.Json;
using Davit.Cli.Templates;
using Davit.Cli.Templates.Schemas;

namespace Davit.Cli.Tests.Templates;

/// <summary>A container as the daemon describes it, and templates run on it the way <c>inspect</c> does.</summary>
internal static class Inspection
{
    public const string Document = """
        {
          "Id": "abcdef0123456789", "Created": "2024-01-02T03:04:05.123456789Z", "Path": "sh", "Args": ["-c", "a & b"],
          "State": {"Status": "running", "Running": true, "Pid": 42, "ExitCode": 0, "Error": "", "StartedAt": "", "FinishedAt": ""},
          "Image": "sha256:1", "Name": "/web", "RestartCount": 3, "Driver": "overlay2", "Platform": "linux", "ExecIDs": null, "Mounts": [],
          "Config": {"Hostname": "h", "Env": ["A=1", "B=2", "C=3"], "Cmd": ["x"], "Image": "img", "Labels": {"Foo": "1", "bar": "2", "a.b": "3"},
            "Tty": false, "Entrypoint": null, "OnBuild": null, "Volumes": null},
          "HostConfig": {"Memory": 1024, "CpuShares": 0},
          "NetworkSettings": {"Ports": {"80/tcp": [{"HostIp": "0.0.0.0", "HostPort": "8080"}], "90/tcp": null},
            "Networks": {"net": {"IPAddress": "10.0.0.2", "Aliases": ["a"]}}}
        }
        """;

    /// <summary>On the object with Go's names.</summary>
    public static string Run(string template) => Template.Parse(template).Execute(GoSchemas.Find("container")!.Read(Root));

    /// <summary>On the plain document, where a missing member is an error.</summary>
    public static string RunPlain(string template) => Template.Parse(template).Execute(GoJson.Read(Root), missingKeyIsError: true);

    public static string Error(string template) => Assert.Throws<TemplateException>(() => RunPlain(template)).Message;

    private static JsonElement Root => JsonDocument.Parse(Document).RootElement;
}
