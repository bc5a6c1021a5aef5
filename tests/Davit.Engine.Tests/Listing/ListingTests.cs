using Davit.Engine.Containers;
using Davit.Engine.Filtering;
using Davit.Engine.Listing;

namespace Davit.Engine.Tests.Listing;

public sealed class ListingTests
{
    private static readonly ContainerRegistry Registry = new();

    [Theory]
    [InlineData(0, "Less than a second")]
    [InlineData(1, "1 second")]
    [InlineData(59, "59 seconds")]
    [InlineData(60, "About a minute")]
    [InlineData(300, "5 minutes")]
    [InlineData(3600, "About an hour")]
    [InlineData(7200, "2 hours")]
    [InlineData(3 * 86400, "3 days")]
    [InlineData(21 * 86400, "3 weeks")]
    [InlineData(100 * 86400, "3 months")]
    [InlineData(800 * 86400, "2 years")]
    public void Ages_are_written_as_docker_writes_them(int seconds, string text) => Assert.Equal(text, StatusText.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void The_status_tells_health_and_exit_code()
    {
        var now = Sample.Record.Created.AddMinutes(5);
        var state = new ContainerState { Status = ContainerStatus.Running, StartedAt = Sample.Record.Created, Health = new HealthState { Status = HealthStatus.Healthy } };
        Assert.Equal("Up 5 minutes (healthy)", StatusText.Of(state, now));
        Assert.Equal("Exited (3) 5 minutes ago", StatusText.Of(new ContainerState { Status = ContainerStatus.Exited, ExitCode = 3, StartedAt = now, FinishedAt = Sample.Record.Created }, now));
        Assert.Equal("Up 5 minutes (Paused)", StatusText.Of(state with { Status = ContainerStatus.Paused }, now));
    }

    [Theory]
    [InlineData("name", "^we", true)]
    [InlineData("name", "^/web$", true)]
    [InlineData("name", "db", false)]
    [InlineData("id", "aaa", true)]
    [InlineData("status", "running", true)]
    [InlineData("status", "exited", false)]
    [InlineData("exited", "0", false)]
    [InlineData("health", "none", true)]
    [InlineData("health", "healthy", false)]
    [InlineData("label", "a=1", true)]
    [InlineData("label", "a=2", false)]
    [InlineData("label!", "a", false)]
    [InlineData("volume", "data", true)]
    [InlineData("volume", "/data", true)]
    [InlineData("volume", "other", false)]
    [InlineData("network", "bridge", true)]
    [InlineData("network", "host", false)]
    [InlineData("publish", "8080", true)]
    [InlineData("publish", "8000-8090/tcp", true)]
    [InlineData("publish", "8080/udp", false)]
    [InlineData("publish", "80", false)]
    [InlineData("expose", "8080", false)]
    [InlineData("expose", "81/tcp", true)]
    [InlineData("ancestor", "debian", true)]
    [InlineData("ancestor", "alpine", false)]
    [InlineData("is-task", "true", false)]
    [InlineData("is-task", "false", true)]
    [InlineData("isolation", "default", true)]
    public void Filters_choose(string key, string value, bool chosen)
    {
        var record = Sample.Record with
        {
            HasBeenStarted = true,
            Config = Sample.Record.Config with { Labels = new Dictionary<string, string> { ["a"] = "1" }, ExposedPorts = ["80/tcp", "81/tcp"] },
            State = new ContainerState { Status = ContainerStatus.Running },
            Mounts = [new MountPoint { Type = "volume", Name = "data", Destination = "/data" }],
            Network = new NetworkState
            {
                Networks = new Dictionary<string, EndpointState> { ["bridge"] = new() },
                Ports = new Dictionary<string, IReadOnlyList<HostPortBinding>?> { ["80/tcp"] = [new HostPortBinding("0.0.0.0", "8080")], ["81/tcp"] = null },
            },
        };
        Assert.Equal(chosen, Filter((key, value)).Matches(record));
    }

    [Theory]
    [InlineData("status", "sleeping")]
    [InlineData("status", "1")]
    [InlineData("health", "fine")]
    [InlineData("exited", "x")]
    [InlineData("name", "(")]
    [InlineData("publish", "x/tcp")]
    [InlineData("colour", "red")]
    [InlineData("before", "ghost")]
    public void Values_that_make_no_sense_are_refused(string key, string value) => Assert.Throws<EngineException>(() => Filter((key, value)));

    [Theory]
    [InlineData("{\"a\":[\"x\",\"y\"]}")]
    [InlineData("{\"a\":{\"x\":true,\"y\":true,\"z\":false}}")]
    public void Both_forms_of_filters_are_read(string json) => Assert.Equal(["x", "y"], Filters.Parse(json).Get("a").Order());

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"a\":[1]}")]
    [InlineData("{")]
    public void Malformed_filters_are_refused(string json) => Assert.Equal(ErrorKind.InvalidParameter, Assert.Throws<EngineException>(() => Filters.Parse(json)).Kind);

    [Theory]
    [InlineData("10m", -600)]
    [InlineData("1h30m", -5400)]
    [InlineData("1.5s", -1.5)]
    public void Durations_are_before_now(string text, double seconds)
    {
        var now = Sample.Record.Created;
        Assert.Equal(now.AddSeconds(seconds), FilterTimes.Parse(text, now));
    }

    private static ContainerFilter Filter(params (string, string)[] pairs) =>
        new(Filters.Of(pairs), Registry, name => name == "debian" ? [Sample.Record.ImageId] : []);
}
