using System.Globalization;
using Davit.Oci;
using Davit.Registry.Tests.Hostile;

namespace Davit.Registry.Tests;

/// <summary>Downloads from registries that do not do what they should.</summary>
public sealed class BlobDownloadTests : IAsyncLifetime
{
    private const int Size = 1 << 20;

    private readonly Clients clients = new();
    private readonly byte[] bytes = Content.Bytes(Size);
    private HostileRegistry registry = null!;
    private Descriptor blob = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await HostileRegistry.StartAsync(time: clients.Time);
        blob = registry.Content.AddBlob(bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        clients.Dispose();
    }

    [Fact]
    public async Task A_blob_arrives_whole_and_progress_ends_at_its_size()
    {
        var last = 0L;
        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob, there => last = there));
        Assert.Equal(Size, last);
    }

    [Fact]
    public async Task A_connection_that_breaks_again_and_again_is_resumed_and_no_byte_is_fetched_twice()
    {
        const int piece = 64 << 10;
        registry.On("GET", "/blobs/", Misbehaviours.Cut(bytes, piece)).Times(10);
        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob));
        var starts = registry.Seen("GET", "/blobs/").Select(request => request.Range.Length == 0 ? 0 : int.Parse(request.Range[6..^1], CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(11, starts.Count);
        Assert.Equal(starts.Order(), starts);
        Assert.All(starts, (start, index) => Assert.Equal(index * piece, start)); // each goes on exactly where the one before ended
    }

    [Fact]
    public async Task Connections_that_bring_nothing_are_given_up_after_the_attempts()
    {
        registry.On("GET", "/blobs/", Misbehaviours.Cut(bytes, 100));
        var failure = await FailsAsync();
        Assert.Equal(RegistryErrorKind.Unavailable, failure.Kind);
        Assert.Equal(5, registry.Seen("GET", "/blobs/").Count);
    }

    [Fact]
    public async Task Pauses_between_attempts_grow()
    {
        clients.Options = clients.Options with { RetryDelay = TimeSpan.FromSeconds(10), LongestRetryDelay = TimeSpan.FromMinutes(5) };
        registry.On("GET", "/blobs/", Misbehaviours.Status(500)).Times(4);
        await clients.DownloadAsync(clients.Repository(registry), blob);
        var at = registry.Seen("GET", "/blobs/").Select(request => request.At).ToList();
        Assert.Equal(5, at.Count);
        Assert.InRange(at[1] - at[0], TimeSpan.FromSeconds(5), TimeSpan.MaxValue);
        Assert.InRange(at[4] - at[3], TimeSpan.FromSeconds(50), TimeSpan.MaxValue);
    }

    [Fact]
    public async Task What_arrived_before_an_interruption_is_not_fetched_again_by_the_next_download()
    {
        using (var writer = clients.Store.Begin(blob.Digest.Text))
        {
            writer.Write(bytes.AsSpan(0, 700_000));
        }

        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob));
        Assert.Equal("bytes=700000-", Assert.Single(registry.Seen("GET", "/blobs/")).Range);
    }

    [Fact]
    public async Task A_damaged_beginning_is_noticed_and_everything_fetched_again()
    {
        using (var writer = clients.Store.Begin(blob.Digest.Text))
        {
            writer.Write(new byte[1000]);
        }

        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob));
        Assert.Equal(["bytes=1000-", ""], registry.Seen("GET", "/blobs/").Select(request => request.Range));
    }

    [Fact]
    public async Task Other_content_is_a_digest_mismatch_and_not_kept()
    {
        registry.On("GET", "/blobs/", Misbehaviours.Content(Content.Bytes(Size, seed: 2), "application/octet-stream"));
        using var writer = clients.Store.Begin(blob.Digest.Text);
        var failure = await Assert.ThrowsAsync<RegistryException>(() => clients.Repository(registry).DownloadBlobAsync(blob, writer, null, CancellationToken.None));
        Assert.Equal(RegistryErrorKind.DigestMismatch, failure.Kind);
        Assert.Equal(0, writer.Length);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(1)]
    public async Task A_wrong_length_is_refused_before_the_body_is_read(int more)
    {
        registry.On("GET", "/blobs/", Misbehaviours.Content(Content.Bytes(Size + more), "application/octet-stream"));
        var failure = await FailsAsync();
        Assert.Equal(RegistryErrorKind.Protocol, failure.Kind);
        Assert.Contains($"has {Size + more} bytes, want {Size}", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_endless_body_is_refused_with_the_first_byte_too_many()
    {
        registry.On("GET", "/blobs/", Misbehaviours.Endless(bytes));
        var failure = await FailsAsync();
        Assert.Equal(RegistryErrorKind.Protocol, failure.Kind);
        Assert.Contains($"more than the {Size} bytes", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_without_a_length_is_taken_if_it_has_the_right_one()
    {
        registry.On("GET", "/blobs/", async context =>
        {
            await context.Response.Body.WriteAsync(bytes);
            return true;
        });
        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob));
    }

    [Fact]
    public async Task A_body_without_a_length_that_ends_early_is_gone_on_with()
    {
        registry.On("GET", "/blobs/", async context =>
        {
            await context.Response.Body.WriteAsync(bytes.AsMemory(0, 500_000));
            return true;
        }).Times(1);
        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob));
        Assert.Equal("bytes=500000-", registry.Seen("GET", "/blobs/")[1].Range);
    }

    [Fact]
    public async Task A_silent_connection_is_left_for_another()
    {
        clients.Options = clients.Options with { StallTimeout = TimeSpan.FromSeconds(60) };
        registry.On("GET", "/blobs/", Misbehaviours.Stall(bytes, 300_000)).Times(1);
        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob));
        Assert.Equal("bytes=300000-", registry.Seen("GET", "/blobs/")[1].Range);
    }

    [Fact]
    public async Task A_registry_without_ranges_sends_everything_and_only_the_rest_is_used()
    {
        registry.On("GET", "/blobs/", Misbehaviours.Cut(bytes, 400_000)).Times(1);
        registry.On("GET", "/blobs/", Misbehaviours.Content(bytes, "application/octet-stream"));
        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob));
    }

    [Fact]
    public async Task A_range_that_is_refused_leads_to_the_whole()
    {
        registry.On("GET", "/blobs/", Misbehaviours.Cut(bytes, 400_000)).Times(1);
        registry.On("GET", "/blobs/", Misbehaviours.Status(416)).Times(1);
        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry), blob));
        Assert.Equal(["", "bytes=400000-", ""], registry.Seen("GET", "/blobs/").Select(request => request.Range));
    }

    [Theory]
    [InlineData("bytes 0-1048575/1048576")]
    [InlineData("bytes 400000-1048575/1048577")]
    [InlineData("bytes 400000-1048576/*")]
    [InlineData("nonsense")]
    public async Task A_part_that_was_not_asked_for_is_refused(string range)
    {
        registry.On("GET", "/blobs/", Misbehaviours.Cut(bytes, 400_000)).Times(1);
        registry.On("GET", "/blobs/", Misbehaviours.Status(206, "x", ("Content-Range", range)));
        Assert.Equal(RegistryErrorKind.Protocol, (await FailsAsync()).Kind);
    }

    [Fact]
    public async Task A_cancelled_download_keeps_what_arrived()
    {
        registry.On("GET", "/blobs/", Misbehaviours.Stall(bytes, 300_000));
        using var cancellation = new CancellationTokenSource();
        using var writer = clients.Store.Begin(blob.Digest.Text);
        var download = clients.Repository(registry).DownloadBlobAsync(blob, writer, there => Cancel(there, cancellation), cancellation.Token);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => download);
        Assert.Equal(300_000, writer.Length);
    }

    [Fact]
    public async Task A_foreign_layer_comes_from_its_address_without_credentials_if_the_registry_has_none()
    {
        await using var stranger = await HostileRegistry.StartAsync();
        stranger.On("GET", "/layer", Misbehaviours.Content(bytes, "application/octet-stream"));
        registry.Content.Blobs.Clear();
        registry.Guard.Challenge = "Basic realm=\"x\"";
        var foreign = blob with { Urls = ["file:///etc/passwd", stranger.Address + "/layer"] };
        Assert.Equal(bytes, await clients.DownloadAsync(clients.Repository(registry, Content.User), foreign));
        Assert.Equal("", Assert.Single(stranger.Requests).Authorization);
        Assert.Equal(registry.Guard.BasicHeader, registry.Requests[^1].Authorization);
    }

    [Fact]
    public async Task A_stranger_that_asks_for_a_password_gets_none()
    {
        await using var stranger = await HostileRegistry.StartAsync();
        stranger.On("GET", "/layer", Misbehaviours.Status(401, "", ("WWW-Authenticate", $"Bearer realm=\"{stranger.Address}/token\"")));
        registry.Content.Blobs.Clear();
        registry.Guard.Challenge = "Basic realm=\"x\"";
        var foreign = blob with { Urls = [stranger.Address + "/layer"] };
        await Assert.ThrowsAsync<RegistryException>(() => clients.DownloadAsync(clients.Repository(registry, Content.User), foreign));
        Assert.Equal("", Assert.Single(stranger.Requests).Authorization);
    }

    [Fact]
    public async Task A_small_blob_is_read_whole_and_a_large_one_refused()
    {
        var repository = clients.Repository(registry);
        Assert.Equal(bytes, await repository.ReadBlobAsync(blob, Size, CancellationToken.None));
        await Assert.ThrowsAsync<RegistryException>(() => repository.ReadBlobAsync(blob, Size - 1, CancellationToken.None));
    }

    [Fact]
    public async Task A_blob_that_nobody_has_is_named()
    {
        registry.Content.Blobs.Clear();
        var failure = await FailsAsync();
        Assert.Equal(RegistryErrorKind.NotFound, failure.Kind);
        Assert.Contains(blob.Digest.Text, failure.Message, StringComparison.Ordinal);
    }

    private static void Cancel(long there, CancellationTokenSource cancellation)
    {
        if (there == 300_000)
        {
            cancellation.Cancel();
        }
    }

    private Task<RegistryException> FailsAsync() =>
        Assert.ThrowsAsync<RegistryException>(() => clients.DownloadAsync(clients.Repository(registry), blob));
}
