using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Commands;

/// <summary>Every field of what inspect shows, through templates: docker's own client, asked the same of the same daemon, says what is right.</summary>
[Collection("daemon")]
public sealed class InspectTemplateTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Fact]
    public void Fields_of_a_container()
    {
        daemon.Davit(
            "run", "-d", "--name", "templated", "-m", "64m", "--cpus", "0.5", "--ulimit", "nofile=1024:2048", "--restart", "on-failure:3", "-p", "127.0.0.1::80", "-p", "90",
            "--health-cmd", "true", "--health-interval", "90s", "--health-timeout", "2s", "-e", "A=b", "-l", "x=y", "--device", "/dev/null:/dev/n:rw", "--tmpfs", "/t:size=1m",
            "--mount", "type=volume,src=templated,dst=/vv", "--mount", "type=bind,src=/tmp,dst=/btmp", "-v", "/etc:/hetc:ro", "--dns", "1.1.1.1", "--add-host", "a:1.2.3.4",
            "--sysctl", "net.ipv4.ip_forward=1", "--annotation", "k=v", "--init", "--pids-limit", "50", "--stop-timeout", "7", "--security-opt", "no-new-privileges", "--group-add", "7",
            "busybox", "sleep", "999").Ok();
        Same("container", "templated", $"""
            {Each(".HostConfig", "Binds ContainerIDFile LogConfig NetworkMode PortBindings RestartPolicy AutoRemove VolumeDriver VolumesFrom ConsoleSize Annotations CapAdd CapDrop CgroupnsMode DNS DNSOptions DNSSearch ExtraHosts GroupAdd IpcMode Cgroup Links OomScoreAdj PidMode Privileged PublishAllPorts ReadonlyRootfs SecurityOpt StorageOpt Tmpfs UTSMode UsernsMode ShmSize Sysctls Runtime Isolation Mounts MaskedPaths ReadonlyPaths Init")}
            {Each(".HostConfig", "CPUShares Memory NanoCPUs CgroupParent BlkioWeight BlkioWeightDevice BlkioDeviceReadBps BlkioDeviceWriteBps BlkioDeviceReadIOps BlkioDeviceWriteIOps CPUPeriod CPUQuota CPURealtimePeriod CPURealtimeRuntime CpusetCpus CpusetMems Devices DeviceCgroupRules DeviceRequests KernelMemory KernelMemoryTCP MemoryReservation MemorySwap MemorySwappiness OomKillDisable PidsLimit Ulimits CPUCount CPUPercent IOMaximumIOps IOMaximumBandwidth")}
            {Each(".Config", "Hostname Domainname User AttachStdin AttachStdout AttachStderr ExposedPorts Tty OpenStdin StdinOnce Env Cmd Healthcheck ArgsEscaped Image Volumes WorkingDir Entrypoint NetworkDisabled MacAddress OnBuild Labels StopSignal StopTimeout Shell")}
            {Each(".Config.Healthcheck", "Test Interval Timeout StartPeriod StartInterval Retries")}
            {Each(".State", "Status Running Paused Restarting OOMKilled Dead Pid ExitCode Error StartedAt FinishedAt Health.Status Health.FailingStreak")}
            {Each(".NetworkSettings", "NetworkSettingsBase DefaultNetworkSettings Bridge SandboxID SandboxKey Ports HairpinMode LinkLocalIPv6Address LinkLocalIPv6PrefixLen SecondaryIPAddresses SecondaryIPv6Addresses EndpointID Gateway GlobalIPv6Address GlobalIPv6PrefixLen IPAddress IPPrefixLen IPv6Gateway MacAddress Networks.bridge")}
            {Each("", "ID Created Path Args Image ResolvConfPath HostnamePath HostsPath LogPath Name RestartCount Driver Platform MountLabel ProcessLabel AppArmorProfile ExecIDs GraphDriver Mounts SizeRw SizeRootFs")}
            {"{{range $p, $b := .NetworkSettings.Ports}}{{$p}}={{range $b}}{{.HostIP}}:{{.HostPort}} {{end}}{{end}}"} {"{{range $n, $e := .NetworkSettings.Networks}}{{$n}} {{$e.IPAddress}} {{$e.IPAMConfig}}{{end}}"}
            {"{{println .HostConfig.RestartPolicy .Config.Healthcheck}}{{printf \"%+v %T\" .HostConfig.LogConfig .HostConfig.LogConfig}}{{with .SizeRw}}has{{else}}has not{{end}}"}
            {"{{json .HostConfig}}{{json .Config}}{{json .State}}{{json .NetworkSettings}}{{json .Mounts}}{{json .GraphDriver}}{{json .}}"}
            """);
        daemon.Davit("rm", "-f", "templated").Ok();
        daemon.Davit("volume", "rm", "templated").Ok();
    }

    [Fact]
    public void Fields_of_an_image() => Same("image", "debian", $"""
        {Each("", "ID RepoTags RepoDigests Parent Comment Created DockerVersion Author Config Architecture Variant Os OsVersion Size VirtualSize GraphDriver RootFS Metadata Metadata.LastTagTime Config.Cmd Config.Healthcheck Config.ExposedPorts Config.OnBuild")}
        {"{{json .}}{{json .Config}}{{printf \"%+v\" .RootFS}}"}
        """);

    [Fact]
    public void Fields_of_a_network() => Same("network", "bridge", $"""
        {Each("", "Name ID Created Scope Driver EnableIPv4 EnableIPv6 IPAM IPAM.Config Internal Attachable Ingress ConfigFrom ConfigOnly Options Labels Peers Services")}
        {"{{json .IPAM}}{{range $k, $v := .Options}}{{$k}}={{$v}} {{end}}{{println .IPAM .ConfigFrom}}"}
        """);

    [Fact]
    public void Fields_of_a_volume()
    {
        daemon.Davit("volume", "create", "--label", "a=b", "templated-volume").Ok();
        Same("volume", "templated-volume", $"""
            {Each("", "ClusterVolume CreatedAt Driver Labels Mountpoint Name Options Scope Status UsageData")}
            {"{{.}} {{json .}} {{println .}}"}
            """);
        daemon.Davit("volume", "rm", "templated-volume").Ok();
    }

    /// <summary>A line per field, so that a difference shows which.</summary>
    private static string Each(string path, string fields) => string.Join('\n', fields.Split(' ').Select(field => $"{path}.{field}: {{{{{path}.{field}}}}}"));

    private void Same(string kind, string name, string template)
    {
        var docker = daemon.Client("docker", "inspect", "--type", kind, "-f", template, name).Ok().Output;
        var davit = daemon.Client("davit", "inspect", "--type", kind, "-f", template, name).Ok().Output;
        Assert.Equal(docker.Split('\n'), davit.Split('\n'));
    }
}
