using Davit.Engine.Events;
using Davit.Engine.Filtering;

namespace Davit.Engine.Tests.Events;

public sealed class EventServiceTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("davit-events-").FullName;
    private readonly FakeTime time = new();
    private EventService events;

    public EventServiceTests() => events = Open();

    [Fact]
    public async Task Past_events_come_first_and_then_those_that_follow()
    {
        var start = time.GetUtcNow();
        events.Container(Sample.Record, "create");
        await using var follower = events.Follow(new EventQuery { Since = start }, TestContext.Current.CancellationToken).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        events.Container(Sample.Record, "start");
        Assert.Equal("create", await NextAsync(follower));
        Assert.Equal("start", await NextAsync(follower));
    }

    [Fact]
    public async Task Until_in_the_past_ends_the_stream()
    {
        events.Container(Sample.Record, "create");
        time.Advance(TimeSpan.FromSeconds(1));
        events.Container(Sample.Record, "start");
        Assert.Equal(["create"], await AllAsync(new EventQuery { Since = time.GetUtcNow().AddHours(-1), Until = time.GetUtcNow().AddMilliseconds(-1) }));
    }

    [Fact]
    public async Task Events_outlive_the_daemon_and_the_memory()
    {
        for (var i = 0; i < 600; i++)
        {
            events.Container(Sample.Record, "a" + i);
            time.Advance(TimeSpan.FromMilliseconds(1));
        }

        var query = new EventQuery { Since = time.GetUtcNow().AddHours(-1), Until = time.GetUtcNow() };
        Assert.Equal(600, (await AllAsync(query)).Count);
        events.Dispose();
        events = Open();
        Assert.Equal(600, (await AllAsync(query)).Count);
    }

    [Fact]
    public async Task A_half_written_line_is_skipped()
    {
        events.Container(Sample.Record, "create");
        events.Dispose();
        File.AppendAllText(Path.Combine(directory, "events.log"), "{\"Type\":\"conta");
        events = Open();
        events.Container(Sample.Record, "start");
        Assert.Equal(["create", "start"], await AllAsync(new EventQuery { Since = time.GetUtcNow().AddHours(-1), Until = time.GetUtcNow() }));
    }

    [Theory]
    [InlineData("type", "container", true)]
    [InlineData("type", "image", false)]
    [InlineData("event", "exec_create", true)]
    [InlineData("event", "start", false)]
    [InlineData("container", "web", true)]
    [InlineData("container", "aaaa", true)]
    [InlineData("container", "db", false)]
    [InlineData("image", "debian", true)]
    [InlineData("label", "tier=front", true)]
    [InlineData("label", "tier=back", false)]
    [InlineData("scope", "swarm", false)]
    public async Task Filters_choose(string key, string value, bool chosen)
    {
        var labels = new Dictionary<string, string> { ["tier"] = "front" };
        events.Container(Sample.Record with { Config = Sample.Record.Config with { Labels = labels, Image = "debian:12" } }, "exec_create: ls");
        var query = new EventQuery { Since = time.GetUtcNow().AddHours(-1), Until = time.GetUtcNow(), Filters = Filters.Of((key, value)) };
        Assert.Equal(chosen ? 1 : 0, (await AllAsync(query)).Count);
    }

    // As dockerd has it.
    [Fact]
    public void A_filter_that_events_do_not_have_changes_nothing()
    {
        var filter = new EventFilter(Filters.Of(("colour", "red")));
        Assert.True(filter.Matches(new EngineEvent { Type = "container", Action = "start", ActorId = "a", Time = default }));
    }

    public void Dispose()
    {
        events.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    private EventService Open() => new(time, new EventLog(Path.Combine(directory, "events.log"), EngineLog.None));

    private static async Task<string> NextAsync(IAsyncEnumerator<EngineEvent> follower)
    {
        Assert.True(await follower.MoveNextAsync());
        return follower.Current.Action;
    }

    private async Task<List<string>> AllAsync(EventQuery query)
    {
        var all = new List<string>();
        await foreach (var item in events.Follow(query, TestContext.Current.CancellationToken))
        {
            all.Add(item.Action);
        }

        return all;
    }
}
