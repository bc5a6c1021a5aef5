using System.Globalization;
using System.Text.Json;
using Davit.Cli.Configuration;
using Davit.Cli.Formatting;
using Davit.Client;

namespace Davit.Cli.Commands.SystemInformation;

/// <summary><c>info</c> for people.</summary>
internal sealed class InfoText
{
    private readonly TextWriter _output;
    private readonly JsonElement _info;

    private InfoText(TextWriter output, JsonElement info)
    {
        _output = output;
        _info = info;
    }

    public static void Write(CommandContext context, JsonElement info, Exception? failure)
    {
        var output = context.Out;
        output.WriteLine("Client:");
        output.WriteLine($" Version:    {ClientVersion.Text}");
        output.WriteLine($" Context:    {EndpointResolver.CurrentContext(context)}");
        output.WriteLine($" Debug Mode: {(context.Globals.Debug ? "true" : "false")}");
        output.WriteLine();
        output.WriteLine("Server:");
        if (failure is not null)
        {
            output.Flush();
            context.Error.WriteLine($"ERROR: {ErrorText.Describe(context, failure)}");
            context.Error.WriteLine("errors pretty printing info");
            return;
        }

        new InfoText(output, info).WriteServer();
        output.WriteLine();
        output.Flush();
        foreach (var warning in info.Strings("Warnings"))
        {
            context.Error.WriteLine(warning);
        }
    }

    private void WriteServer()
    {
        Line("Containers", _info.Number("Containers"));
        Line(" Running", _info.Number("ContainersRunning"));
        Line(" Paused", _info.Number("ContainersPaused"));
        Line(" Stopped", _info.Number("ContainersStopped"));
        Line("Images", _info.Number("Images"));
        LineIf("Server Version", _info.Text("ServerVersion"));
        LineIf("Storage Driver", _info.Text("Driver"));
        Pairs("DriverStatus");
        LineIf("Logging Driver", _info.Text("LoggingDriver"));
        LineIf("Cgroup Driver", _info.Text("CgroupDriver"));
        LineIf("Cgroup Version", _info.Text("CgroupVersion"));
        WritePlugins();
        LineIf("Swarm", _info.Member("Swarm").Text("LocalNodeState"));
        WriteRuntimes();
        WriteSecurity();
        WriteMachine();
        WriteDaemon();
    }

    private void WritePlugins()
    {
        var plugins = _info.Member("Plugins");
        _output.WriteLine(" Plugins:");
        _output.WriteLine($"  Volume: {string.Join(' ', plugins.Strings("Volume"))}");
        _output.WriteLine($"  Network: {string.Join(' ', plugins.Strings("Network"))}");
        if (plugins.Strings("Authorization") is { Count: > 0 } authorization)
        {
            _output.WriteLine($"  Authorization: {string.Join(' ', authorization)}");
        }

        _output.WriteLine($"  Log: {string.Join(' ', plugins.Strings("Log"))}");
    }

    private void WriteRuntimes()
    {
        Line("Runtimes", string.Join(' ', _info.Properties("Runtimes").Select(runtime => runtime.Name)));
        Line("Default Runtime", _info.Text("DefaultRuntime"));
        LineIf("Init Binary", _info.Text("InitBinary"));
        foreach (var (label, member) in new[] { ("containerd version", "ContainerdCommit"), ("runc version", "RuncCommit"), ("init version", "InitCommit") })
        {
            LineIf(label, _info.Member(member).Text("ID"));
        }
    }

    private void WriteSecurity()
    {
        var options = _info.Strings("SecurityOptions");
        if (options.Count == 0)
        {
            return;
        }

        _output.WriteLine(" Security Options:");
        foreach (var option in options)
        {
            var pairs = option.Split(',').Select(pair => pair.Split('=', 2)).ToList();
            _output.WriteLine($"  {pairs.FirstOrDefault(pair => pair[0] == "name")?[1] ?? option}");
            foreach (var pair in pairs.Where(pair => pair.Length == 2 && pair[0] != "name"))
            {
                _output.WriteLine($"   {char.ToUpperInvariant(pair[0][0])}{pair[0][1..]}: {pair[1]}");
            }
        }
    }

    private void WriteMachine()
    {
        LineIf("Kernel Version", _info.Text("KernelVersion"));
        LineIf("Operating System", _info.Text("OperatingSystem"));
        LineIf("OSType", _info.Text("OSType"));
        LineIf("Architecture", _info.Text("Architecture"));
        Line("CPUs", _info.Number("NCPU"));
        Line("Total Memory", ByteSize.Binary(_info.Number("MemTotal")));
        LineIf("Name", _info.Text("Name"));
        LineIf("ID", _info.Text("ID"));
    }

    private void WriteDaemon()
    {
        LineIf("Docker Root Dir", _info.Text("DockerRootDir"));
        Line("Debug Mode", Boolean("Debug"));
        LineIf("HTTP Proxy", _info.Text("HttpProxy"));
        LineIf("HTTPS Proxy", _info.Text("HttpsProxy"));
        LineIf("No Proxy", _info.Text("NoProxy"));
        List(" Labels:", _info.Strings("Labels"));
        Line("Experimental", Boolean("ExperimentalBuild"));
        List(" Insecure Registries:", _info.Member("RegistryConfig").Strings("InsecureRegistryCIDRs"));
        Line("Live Restore Enabled", Boolean("LiveRestoreEnabled"));
        LineIf("Product License", _info.Text("ProductLicense"));
    }

    private void Pairs(string member)
    {
        foreach (var pair in _info.Items(member))
        {
            _output.WriteLine($"  {string.Join(": ", pair.EnumerateArray().Select(part => part.GetString()))}");
        }
    }

    private void List(string title, IReadOnlyList<string> values)
    {
        if (values.Count > 0)
        {
            _output.WriteLine(title);
            foreach (var value in values)
            {
                _output.WriteLine($"  {value}");
            }
        }
    }

    private string Boolean(string member) => _info.Flag(member) ? "true" : "false";

    private void Line(string name, long value) => Line(name, value.ToString(CultureInfo.InvariantCulture));

    private void Line(string name, string value) => _output.WriteLine($" {name}: {value}");

    private void LineIf(string name, string value)
    {
        if (value.Length > 0)
        {
            Line(name, value);
        }
    }
}
