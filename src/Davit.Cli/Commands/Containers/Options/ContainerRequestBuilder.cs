using System.Globalization;
using System.Text.Json;
using Davit.Api.Containers;
using Davit.Api.System;
using Davit.Client;

namespace Davit.Cli.Commands.Containers.Options;

/// <summary>Flags and arguments to the request that creates a container.</summary>
internal sealed class ContainerRequestBuilder(CommandContext context, ContainerFlags flags)
{
    /// <summary>Throws <see cref="CommandException"/> for whatever the client can find wrong.</summary>
    public ContainerCreateRequest Build(string image, IReadOnlyList<string> command)
    {
        CheckConflicts();
        var process = flags.Process;
        var attach = flags.Attach.Values;
        var (ports, exposed) = Ports();
        var request = new ContainerCreateRequest
        {
            Image = image,
            Cmd = command.Count == 0 ? null : command,
            Hostname = flags.Network.HostName.Value,
            Domainname = flags.Network.DomainName.Value,
            User = process.User.Value,
            Tty = flags.Tty.Value,
            OpenStdin = flags.Interactive.Value,
            AttachStdin = flags.Interactive.Value || attach.Contains("stdin"),
            AttachStdout = attach.Count == 0 || attach.Contains("stdout"),
            AttachStderr = attach.Count == 0 || attach.Contains("stderr"),
            Env = Variables(),
            WorkingDir = process.WorkingDirectory.Value,
            Labels = VariableFiles.Labels(process.LabelFile.Values, process.Label.Values),
            Entrypoint = !process.Entrypoint.Changed ? null : process.Entrypoint.Value.Length == 0 ? [""] : [process.Entrypoint.Value],
            ExposedPorts = exposed.Count == 0 ? null : exposed,
            Volumes = AnonymousVolumes(),
            StopSignal = process.StopSignal.Value is { Length: > 0 } signal ? signal : null,
            StopTimeout = process.StopTimeout.Changed ? (int)process.StopTimeout.Value : null,
            Healthcheck = flags.Health.Build(),
            HostConfig = Host(ports),
            NetworkingConfig = new NetworkRequestBuilder(flags.Network).Build(),
        };
        request.StdinOnce = request.OpenStdin && request.AttachStdin;
        if (flags.Network.MacAddress.Value.Length > 0 && ApiVersion.Compare(context.Engine.AgreeOnVersion(), "1.44") < 0)
        {
            request.MacAddress = flags.Network.MacAddress.Value; // older daemons know it for the container as a whole only
        }

        return request;
    }

    private void CheckConflicts()
    {
        if (flags.Remove.Value && flags.Process.Restart.Value is not ("no" or ""))
        {
            throw new CommandException("conflicting options: cannot specify both --restart and --rm");
        }

        Namespaces.Check("pid", "PID", flags.Security.Pid.Value, "host", allowsContainer: true);
        Namespaces.Check("uts", "UTS", flags.Security.Uts.Value, "host", allowsContainer: false);
        Namespaces.Check("userns", "USER", flags.Security.UserNamespace.Value, "host", allowsContainer: false);
        Namespaces.Check("cgroupns", "CGROUP", flags.Security.CgroupNamespace.Value, "host,private", allowsContainer: false);
        if (flags.Resources.MemorySwappiness.Value is var swappiness && swappiness is < -1 or > 100)
        {
            throw new CommandException(string.Create(CultureInfo.InvariantCulture, $"invalid value: {swappiness}. Valid memory swappiness range is 0-100"));
        }

        if (flags.UseApiSocket.Value && context.Engine.Endpoint.Kind != Client.Transport.EndpointKind.Unix)
        {
            throw new CommandException("flag --use-api-socket can only be used with unix sockets");
        }
    }

    private List<string> Variables()
    {
        var given = VariableFiles.Environment(flags.Process.EnvFile.Values, flags.Process.Env.Values, Environment.GetEnvironmentVariable);
        var names = given.Select(variable => variable.Split('=')[0]).ToHashSet(StringComparer.Ordinal);
        given.AddRange(context.Config.ProxyVariables(context.Engine.Endpoint.Text).Where(pair => !names.Contains(pair.Key)).Select(pair => $"{pair.Key}={pair.Value}"));
        return given;
    }

    private (Dictionary<string, IReadOnlyList<PortBinding>?> Bindings, Dictionary<string, EmptyObject> Exposed) Ports()
    {
        var bindings = new Dictionary<string, IReadOnlyList<PortBinding>?>(StringComparer.Ordinal);
        var exposed = new Dictionary<string, EmptyObject>(StringComparer.Ordinal);
        foreach (var (port, binding) in flags.Network.Publish.Values.SelectMany(PortText.Parse))
        {
            bindings[port] = [.. bindings.GetValueOrDefault(port) ?? [], binding];
            exposed[port] = new EmptyObject();
        }

        foreach (var port in flags.Network.Expose.Values.SelectMany(PortText.ParseExposed))
        {
            exposed[port] = new EmptyObject();
        }

        return (bindings, exposed);
    }

    private Dictionary<string, EmptyObject>? AnonymousVolumes()
    {
        var volumes = flags.Storage.Volume.Values.Where(text => VolumeText.ToBind(text) is null).ToDictionary(text => text, _ => new EmptyObject(), StringComparer.Ordinal);
        return volumes.Count == 0 ? null : volumes;
    }

    private HostConfig Host(Dictionary<string, IReadOnlyList<PortBinding>?> ports)
    {
        var (process, network, storage, security) = (flags.Process, flags.Network, flags.Storage, flags.Security);
        var (options, masked, readOnly) = SecurityOptions.Read(security.SecurityOption.Values);
        var host = new HostConfig
        {
            Binds = Binds(),
            ContainerIDFile = flags.CidFile.Value,
            LogConfig = new LogConfig { Type = process.LogDriver.Value, Config = LogOptions() },
            NetworkMode = network.Networks is [var first, ..] ? first.Target : "default",
            PortBindings = ports,
            RestartPolicy = RestartText.Parse(process.Restart.Value),
            AutoRemove = flags.Remove.Value,
            VolumeDriver = storage.VolumeDriver.Value,
            VolumesFrom = OrNull(storage.VolumesFrom.Values),
            Mounts = storage.Mounts.Count == 0 && !flags.UseApiSocket.Value ? null : [.. storage.Mounts, .. ApiSocket()],
            Annotations = process.Annotation.Values.Count == 0 ? null : process.Annotation.Values,
            CapAdd = OrNull(security.CapAdd.Values),
            CapDrop = OrNull(security.CapDrop.Values),
            CgroupnsMode = security.CgroupNamespace.Value,
            Dns = network.Dns.Values,
            DnsOptions = network.DnsOptions,
            DnsSearch = network.DnsSearch.Values,
            ExtraHosts = OrNull(network.AddHost.Values),
            GroupAdd = OrNull(process.GroupAdd.Values),
            IpcMode = security.Ipc.Value,
            Links = OrNull(network.Link.Values),
            OomScoreAdj = (int)flags.Resources.OomScoreAdjust.Value,
            PidMode = security.Pid.Value,
            Privileged = security.Privileged.Value,
            PublishAllPorts = network.PublishAll.Value,
            ReadonlyRootfs = storage.ReadOnly.Value,
            SecurityOpt = OrNull(options),
            StorageOpt = StorageOptions(),
            Tmpfs = Tmpfs(),
            UTSMode = security.Uts.Value,
            UsernsMode = security.UserNamespace.Value,
            ShmSize = flags.Resources.ShmSize.Value,
            Sysctls = security.Sysctl.Values.Count == 0 ? null : security.Sysctl.Values,
            Runtime = process.Runtime.Value is { Length: > 0 } runtime ? runtime : null,
            Isolation = security.Isolation.Value,
            MaskedPaths = masked,
            ReadonlyPaths = readOnly,
            Init = process.Init.Changed ? process.Init.Value : null,
            ConsoleSize = flags.Tty.Value ? ConsoleSize() : [0, 0],
        };
        ResourceRequest.Fill(host, flags.Resources);
        return host;
    }

    private IReadOnlyList<int> ConsoleSize()
    {
        var (rows, columns) = context.Terminal.Size();
        return [rows, columns];
    }

    private IReadOnlyList<string>? Binds() => OrNull([.. flags.Storage.Volume.Values.Select(VolumeText.ToBind).OfType<string>()]);

    private IEnumerable<Mount> ApiSocket() => flags.UseApiSocket.Value
        ? [new Mount { Type = "bind", Source = context.Engine.Endpoint.Address, Target = "/var/run/docker.sock", BindOptions = new() }]
        : [];

    private Dictionary<string, string> LogOptions()
    {
        if (flags.Process.LogDriver.Value == "none" && flags.Process.LogOption.Values.Count > 0)
        {
            throw new CommandException($"invalid logging opts for driver none");
        }

        return flags.Process.LogOption.Values.ToDictionary(option => option.Split('=')[0], option => option.IndexOf('=', StringComparison.Ordinal) is >= 0 and var split ? option[(split + 1)..] : string.Empty, StringComparer.Ordinal);
    }

    private Dictionary<string, string>? StorageOptions()
    {
        var options = flags.Storage.StorageOption.Values;
        return options.Count == 0 ? null : options.ToDictionary(
            option => option.IndexOf('=', StringComparison.Ordinal) is > 0 and var split ? option[..split] : throw new CommandException("invalid storage option"),
            option => option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..], StringComparer.Ordinal);
    }

    private Dictionary<string, string>? Tmpfs()
    {
        var mounts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var text in flags.Storage.Tmpfs.Values)
        {
            var split = text.IndexOf(':', StringComparison.Ordinal);
            mounts[split < 0 ? text : text[..split]] = split < 0 ? string.Empty : text[(split + 1)..];
        }

        return mounts.Count == 0 ? null : mounts;
    }

    private static IReadOnlyList<string>? OrNull(IReadOnlyList<string> list) => list.Count == 0 ? null : list;
}
