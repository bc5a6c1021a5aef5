using Davit.Engine.Containers;
using Davit.Engine.Validation;

namespace Davit.Engine.Tests.Validation;

public sealed class ValidatorTests
{
    private static readonly EngineOptions Options = new() { DataRoot = "/x", ExecRoot = "/y" };

    [Theory]
    [InlineData("web", true)]
    [InlineData("w1", true)]
    [InlineData("a.b_c-d", true)]
    [InlineData("w", false)]
    [InlineData("-web", false)]
    [InlineData("we b", false)]
    [InlineData("wéb", false)]
    [InlineData("a/b", false)]
    [InlineData("", false)]
    public void Names_follow_dockers_rule(string name, bool valid) => Assert.Equal(valid, NameRules.IsValid(name));

    [Fact]
    public void Every_mistake_is_reported_at_once()
    {
        var config = new ContainerConfig { WorkingDir = "x", Env = ["=a"], StopSignal = "SIGNOPE", ExposedPorts = ["99999/tcp"] };
        Assert.Equal(4, ConfigValidator.Validate(config).Count);
    }

    [Fact]
    public void A_valid_configuration_has_no_errors() =>
        Assert.Empty(HostConfigValidator.Validate(new ContainerConfig(), new HostConfig { NetworkMode = "bridge" }, Sample.Host, Options));

    [Theory]
    [InlineData("net.ipv4.ip_forward", "1", null)]
    [InlineData("kernel.shmmax", "1", null)]
    [InlineData("kernel.core_pattern", "|/x", "sysctl 'kernel.core_pattern' is not in a separate kernel namespace")]
    [InlineData("kernel.shm_rmid_forced+kernel.core_pattern", "1", "invalid sysctl name: 'kernel.shm_rmid_forced+kernel.core_pattern'")]
    [InlineData("net.ipv4/../../kernel/x", "1", "invalid sysctl name: 'net.ipv4/../../kernel/x'")]
    [InlineData("net.x", "1\n2", "invalid value of sysctl 'net.x'")]
    public void Only_sysctls_of_the_containers_own_namespaces_are_taken(string name, string value, string? error)
    {
        var host = new HostConfig { NetworkMode = "bridge", Sysctls = new Dictionary<string, string> { [name] = value } };
        var errors = HostConfigValidator.Validate(new ContainerConfig(), host, Sample.Host, Options);
        Assert.Equal(error is null ? [] : [error], errors);
    }

    [Fact]
    public void A_limit_whose_controller_is_missing_is_an_error()
    {
        var host = Sample.Host with { Controllers = new HashSet<string> { "memory" } };
        var errors = ResourceValidator.Validate(new HostResources { PidsLimit = 5, CpuShares = 512 }, host);
        Assert.Equal(2, errors.Count);
        Assert.Contains(errors, error => error.StartsWith("PidsLimit:", StringComparison.Ordinal));
    }

    public static TheoryData<HostResources, string> WrongLimits => new()
    {
        { new HostResources { Memory = 1 << 20 }, "Minimum memory limit allowed is 6MB" },
        { new HostResources { Memory = 8 << 20, MemorySwap = 7 << 20 }, "Minimum memoryswap limit should be larger than memory limit, see usage" },
        { new HostResources { MemorySwap = 7 << 20 }, "You should always set the Memory limit when using Memoryswap limit, see usage" },
        { new HostResources { MemorySwappiness = 101 }, "Invalid value: 101, valid memory swappiness range is 0-100" },
        { new HostResources { CpuQuota = 5 }, "CPU cfs quota can not be less than 1ms (i.e. 1000)" },
        { new HostResources { CpusetCpus = "0-9" }, "Requested CPUs are not available - requested 0-9, available: 0-3" },
        { new HostResources { CpusetCpus = "1-" }, "Invalid value 1- for cpuset cpus" },
        { new HostResources { BlkioWeight = 5 }, "Range of blkio weight is from 10 to 1000" },
        { new HostResources { NanoCpus = 5_000_000_000 }, "range of CPUs is from 0.01 to 4.00, as there are only 4 CPUs available" },
        { new HostResources { Ulimits = [new Ulimit("nofile", 2, 1)] }, "ulimit soft limit must be less than or equal to hard limit: 2 > 1" },
    };

    [Theory]
    [MemberData(nameof(WrongLimits))]
    public void Wrong_limits_are_refused_in_dockers_words(HostResources resources, string error) =>
        Assert.Equal(error, Assert.Single(ResourceValidator.Validate(resources, Sample.Host)));

    public static TheoryData<HostConfig, string> Unsupported => new()
    {
        { new HostConfig { StorageOpt = new Dictionary<string, string> { ["size"] = "1g" } }, "StorageOpt" },
        { new HostConfig { Isolation = "hyperv" }, "isolation" },
        { new HostConfig { Cgroup = "container:x" }, "Cgroup" },
        { new HostConfig { VolumeDriver = "nfs" }, "VolumeDriver" },
        { new HostConfig { Runtime = "kata" }, "unknown or invalid runtime name: kata" },
        { new HostConfig { UsernsMode = "keep-id" }, "user namespace mode" },
        { new HostConfig { Resources = new HostResources { KernelMemory = 1 } }, "KernelMemory" },
        { new HostConfig { Resources = new HostResources { CpuPercent = 1 } }, "CpuPercent" },
        { new HostConfig { Resources = new HostResources { IOMaximumIOps = 1 } }, "IOMaximumIOps" },
        { new HostConfig { LogConfig = new LogSettings { Type = "syslog" } }, "no log driver named 'syslog'" },
        { new HostConfig { RestartPolicy = new RestartPolicy { Name = "sometimes" } }, "unknown policy 'sometimes'" },
        { new HostConfig { SecurityOpt = ["selinux=x"] }, "--security-opt" },
        { new HostConfig { CapAdd = ["SYS_GOD"] }, "invalid CapAdd: unknown capability: \"CAP_SYS_GOD\"" },
        { new HostConfig { AutoRemove = true, RestartPolicy = new RestartPolicy { Name = "always" } }, "can't create 'AutoRemove' container with restart policy" },
    };

    [Theory]
    [MemberData(nameof(Unsupported))]
    public void What_cannot_be_done_is_refused_and_named(HostConfig host, string named) =>
        Assert.Contains(named, string.Join("; ", HostConfigValidator.Validate(new ContainerConfig(), host, Sample.Host, Options)), StringComparison.Ordinal);

    [Fact]
    public void A_gpu_without_a_driver_is_refused_in_dockers_words()
    {
        var host = new HostConfig { Resources = new HostResources { DeviceRequests = [new DeviceRequest { Count = -1, Capabilities = [["gpu"]] }] } };
        Assert.Equal(
            "could not select device driver \"\" with capabilities: [[gpu]]",
            Assert.Single(HostConfigValidator.Validate(new ContainerConfig(), host, Sample.Host, Options)));
    }

    [Theory]
    [InlineData("TERM", 15)]
    [InlineData("sigkill", 9)]
    [InlineData("9", 9)]
    [InlineData("RTMIN+3", 37)]
    [InlineData("SIGRTMAX-1", 63)]
    public void Signals_are_known_by_name_and_number(string text, int number)
    {
        Assert.True(SignalName.TryParse(text, out var signal));
        Assert.Equal(number, signal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("65")]
    [InlineData("NOPE")]
    [InlineData("RTMIN+99")]
    public void What_is_no_signal_is_refused(string text) => Assert.False(SignalName.TryParse(text, out _));
}
