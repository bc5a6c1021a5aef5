using Davit.Daemon.Options;

namespace Davit.Daemon.Tests.Options;

/// <summary>dockerd's flags and file, with its words for what is wrong.</summary>
public sealed class OptionTests : IDisposable
{
    private readonly string file = Path.Combine(Path.GetTempPath(), $"davit-daemon-{Guid.NewGuid():n}.json");

    public void Dispose() => File.Delete(file);

    [Fact]
    public void Without_flags_there_are_defaults()
    {
        var options = Load();

        Assert.Equal("/var/lib/davit", options.DataRoot);
        Assert.Equal("/run/davit", options.ExecRoot);
        Assert.Equal("/run/davit/davit.pid", options.PidFile);
        Assert.Equal(["unix:///run/davit.sock"], options.Hosts);
        Assert.Equal(1500, options.Mtu);
        Assert.Equal(64L << 20, options.DefaultShmSize);
        Assert.True(options.Iptables);
        Assert.False(options.Tls);
    }

    [Fact]
    public void Flags_are_read_by_pflag_s_rules()
    {
        var options = Load(
            "-DHunix:///a.sock", "-H=tcp://127.0.0.1:0", "--host", "unix:///b.sock", "--debug=true", "--mtu=1400", "--iptables=0", "--icc",
            "--label", "a=b", "--label=c=d", "--dns", "8.8.8.8", "--log-opt", "max-size=10m", "--default-ulimit", "nofile=1024:2048",
            "--add-runtime", "crun=/usr/bin/crun", "--default-shm-size", "128M", "-l", "warn", "--data-root", "/d", "--exec-root=/e", "-p/p.pid");

        Assert.True(options.Debug);
        Assert.Equal(["unix:///a.sock", "tcp://127.0.0.1:0", "unix:///b.sock"], options.Hosts);
        Assert.Equal(1400, options.Mtu);
        Assert.False(options.Iptables);
        Assert.Equal(["a=b", "c=d"], options.Labels);
        Assert.Equal(["8.8.8.8"], options.Dns);
        Assert.Equal("10m", options.LogOptions["max-size"]);
        Assert.Equal(new Davit.Engine.Containers.Ulimit("nofile", 1024, 2048), Assert.Single(options.DefaultUlimits));
        Assert.Equal("/usr/bin/crun", options.Runtimes["crun"].Path);
        Assert.Equal(128L << 20, options.DefaultShmSize);
        Assert.Equal("warn", options.LogLevel);
        Assert.Equal(("/d", "/e", "/p.pid"), (options.DataRoot, options.ExecRoot, options.PidFile));
    }

    [Theory]
    [InlineData("unknown flag: --nonsense", "--nonsense")]
    [InlineData("unknown shorthand flag: 'x' in -x", "-x")]
    [InlineData("flag needs an argument: --bip", "--bip")]
    [InlineData("flag needs an argument: 'H' in -H", "-H")]
    [InlineData("\"davit daemon\" accepts no arguments", "extra")]
    [InlineData("invalid argument \"x\" for \"--mtu\" flag: \"x\" is not a number", "--mtu=x")]
    [InlineData("invalid argument \"x\" for \"-D, --debug\" flag: \"x\" is not a boolean", "-D=x")]
    [InlineData("invalid argument \"x\" for \"--dns\" flag: x is not an ip address", "--dns", "x")]
    [InlineData("invalid argument \"x\" for \"--add-runtime\" flag: invalid runtime argument: x (want name=path)", "--add-runtime", "x")]
    [InlineData("invalid argument \"x\" for \"--default-shm-size\" flag: invalid size: 'x'", "--default-shm-size", "x")]
    public void A_wrong_command_line_is_said_in_pflag_s_words(string message, params string[] arguments)
    {
        var failure = Assert.Throws<OptionException>(() => Load(arguments));

        Assert.Equal(message, failure.Message);
        Assert.True(failure.Usage);
    }

    [Theory]
    [InlineData("--userns-remap: user namespace remapping of all containers is not supported yet", "--userns-remap=default")]
    [InlineData("--selinux-enabled: SELinux labels are not supported", "--selinux-enabled")]
    [InlineData("--storage-driver: \"zfs\" is not supported, the storage driver is overlay2", "-s", "zfs")]
    [InlineData("--exec-opt: \"native.cgroupdriver=systemd\" is not supported, the cgroup driver is native.cgroupdriver=cgroupfs", "--exec-opt", "native.cgroupdriver=systemd")]
    [InlineData("You specified -b & --bip, mutually exclusive options. Please specify only one", "-b", "br0", "--bip", "10.0.0.1/24")]
    [InlineData("specified default runtime 'kata' does not exist", "--default-runtime", "kata")]
    [InlineData("runtime name 'runc' is reserved", "--add-runtime", "runc=/x")]
    public void What_cannot_be_had_is_refused_by_name(string message, params string[] arguments)
    {
        var failure = Assert.Throws<OptionException>(() => Load(arguments));

        Assert.Equal(message, failure.Message);
        Assert.False(failure.Usage);
    }

    [Theory]
    [InlineData("--selinux-enabled=false")]
    [InlineData("--live-restore")]
    [InlineData("--userland-proxy=false")]
    [InlineData("--storage-driver=overlay2")]
    [InlineData("--exec-opt=native.cgroupdriver=cgroupfs")]
    [InlineData("--containerd=/run/containerd/containerd.sock")]
    public void What_scripts_say_to_dockerd_and_means_nothing_here_is_accepted(string argument) => Load(argument);

    [Fact]
    public void The_file_has_dockerd_s_keys()
    {
        var options = LoadFile("""
            {"debug":true,"hosts":["unix:///f.sock"],"labels":["a=b"],"log-driver":"local","log-opts":{"max-file":"3"},"mtu":1300,
             "default-ulimits":{"nofile":{"Name":"nofile","Soft":1,"Hard":2}},"runtimes":{"crun":{"path":"/usr/bin/crun","runtimeArgs":["--debug"]}},
             "default-runtime":"crun","default-address-pools":[{"base":"10.0.0.0/8","size":24}],"insecure-registries":["r:5000"],
             "registry-mirrors":["https://m"],"default-shm-size":"1G","features":{"buildkit":true},"proxies":{"http-proxy":"http://p"},"iptables":false}
            """);

        Assert.True(options.Debug);
        Assert.Equal(["unix:///f.sock"], options.Hosts);
        Assert.Equal("local", options.LogDriver);
        Assert.Equal("3", options.LogOptions["max-file"]);
        Assert.Equal(1300, options.Mtu);
        Assert.Equal((1L, 2L), (options.DefaultUlimits[0].Soft, options.DefaultUlimits[0].Hard));
        Assert.Equal(["--debug"], options.Runtimes["crun"].Arguments);
        Assert.Equal(("10.0.0.0/8", 24), Assert.Single(options.DefaultAddressPools));
        Assert.Equal(["r:5000"], options.InsecureRegistries);
        Assert.Equal("http://p", options.HttpProxy);
        Assert.Equal(1L << 30, options.DefaultShmSize);
        Assert.False(options.Iptables);
    }

    [Fact]
    public void The_same_thing_in_both_places_is_refused_as_dockerd_does()
    {
        var failure = Assert.Throws<OptionException>(() => LoadFile("""{"labels":["c=d"],"debug":true}""", "--label", "a=b", "-D"));

        Assert.Equal(
            $"unable to configure the Davit daemon with file {file}: the following directives are specified both as a flag and in the configuration file: "
            + "debug: (from flag: true, from file: true), labels: (from flag: [a=b], from file: [c=d])",
            failure.Message);
    }

    [Theory]
    [InlineData("""{"nonsense":1,"also":2}""", "the following directives don't match any configuration option: also, nonsense")]
    [InlineData("""{"debug":"yes"}""", "invalid value for \"debug\": wrong type")]
    [InlineData("""{"dns":["x"]}""", "invalid value for \"dns\": x is not an ip address")]
    [InlineData("""{"runtimes":{"kata":{"runtimeType":"io.containerd.kata.v2"}}}""", "runtime \"kata\" has no path: only programs that speak runc's command line are supported")]
    [InlineData("[]", "want a JSON object")]
    public void A_wrong_file_is_refused_by_key(string json, string message) =>
        Assert.Equal($"unable to configure the Davit daemon with file {file}: {message}", Assert.Throws<OptionException>(() => LoadFile(json)).Message);

    [Fact]
    public void A_file_that_was_named_must_exist() =>
        Assert.Contains("no such file or directory", Assert.Throws<OptionException>(() => Load("--config-file", "/nonexistent/x.json")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(false, "--tls")]
    [InlineData(false, "--tlsverify")]
    [InlineData(true, "--tls=false")]
    [InlineData(true, "--tlsverify=false")]
    [InlineData(false)]
    public void Plain_TCP_must_be_meant(bool insecure, params string[] arguments) => Assert.Equal(insecure, Load(arguments).InsecureTcp);

    private static DaemonOptions Load(params string[] arguments) => OptionLoader.Load(OptionParser.Parse(arguments));

    private DaemonOptions LoadFile(string json, params string[] arguments)
    {
        File.WriteAllText(file, json);
        return Load([.. arguments, "--config-file", file]);
    }
}
