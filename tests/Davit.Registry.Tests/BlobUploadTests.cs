using Davit.Oci;
using Davit.Registry.Tests.Hostile;
using Microsoft.AspNetCore.Http;

namespace Davit.Registry.Tests;

/// <summary>Uploads: whole, in parts, broken off, and to strange addresses.</summary>
public sealed class BlobUploadTests : IAsyncLifetime
{
    private const int Size = 1 << 20;

    private readonly Clients clients = new();
    private readonly byte[] bytes = Content.Bytes(Size);
    private HostileRegistry registry = null!;
    private Descriptor blob = null!;

    public async ValueTask InitializeAsync()
    {
        registry = await HostileRegistry.StartAsync(time: clients.Time);
        blob = new Descriptor { MediaType = "x", Digest = Digest.Of(bytes), Size = Size };
    }

    public async ValueTask DisposeAsync()
    {
        await registry.DisposeAsync();
        clients.Dispose();
    }

    [Fact]
    public async Task A_blob_goes_up_in_one_piece()
    {
        var last = 0L;
        await UploadAsync(sent => last = sent);
        Assert.Equal(bytes, registry.Content.Blobs[blob.Digest.Text]);
        Assert.Equal(Size, last);
        Assert.Equal(["POST", "PUT"], registry.Requests.Where(request => request.Target != "/v2/").Select(request => request.Method));
        Assert.Contains("_state=x&digest=sha256%3A", registry.Seen("PUT", "/uploads/")[0].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_blob_goes_up()
    {
        blob = new Descriptor { Digest = Digest.Of([]), Size = 0 };
        await clients.Repository(registry).UploadBlobAsync(blob, () => new MemoryStream(), null, CancellationToken.None);
        Assert.Empty(registry.Content.Blobs[blob.Digest.Text]);
    }

    [Fact]
    public async Task A_token_for_an_upload_allows_pull_and_push()
    {
        registry.Guard.Challenge = $"Bearer realm=\"{registry.Address}/token\"";
        await UploadAsync(credentials: Content.User);
        Assert.Contains("scope=repository%3Atest%2Fimage%3Apull%2Cpush", Assert.Single(registry.Seen("GET", "/token")).Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_demands_parts_gets_parts()
    {
        clients.Options = clients.Options with { ChunkSize = 1000 };
        registry.On("POST", "/uploads/", context =>
        {
            context.Response.Headers["OCI-Chunk-Min-Length"] = "400000";
            return Task.FromResult(false);
        });
        await UploadAsync();
        Assert.Equal(bytes, registry.Content.Blobs[blob.Digest.Text]);
        Assert.Equal(["0-399999", "400000-799999", "800000-1048575"], registry.Seen("PATCH", "/uploads/").Select(request => request.Headers.ContentRange.ToString()));
        Assert.Equal("0", registry.Seen("PUT", "/uploads/")[0].Headers.ContentLength!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task An_upload_that_breaks_in_the_middle_goes_on_where_the_registry_has_got()
    {
        registry.On("PUT", "/uploads/", Misbehaviours.CutUpload(300_000, Keep)).Times(1);
        var reported = new List<long>();
        await UploadAsync(reported.Add);
        Assert.Equal(bytes, registry.Content.Blobs[blob.Digest.Text]);
        Assert.Equal("300000-1048575", Assert.Single(registry.Seen("PATCH", "/uploads/")).Headers.ContentRange.ToString());
        Assert.Equal(Size, reported[^1]);
    }

    [Fact]
    public async Task An_upload_that_breaks_more_often_than_there_are_attempts_is_finished_if_it_gets_on()
    {
        registry.On("PUT", "/uploads/", Misbehaviours.CutUpload(50_000, Keep)).Times(1);
        registry.On("PATCH", "/uploads/", Misbehaviours.CutUpload(50_000, Keep)).Times(9);
        await UploadAsync();
        Assert.Equal(bytes, registry.Content.Blobs[blob.Digest.Text]);
    }

    [Fact]
    public async Task An_upload_that_the_registry_has_forgotten_begins_anew()
    {
        registry.On("PUT", "/uploads/", Misbehaviours.CutUpload(300_000, _ => registry.Content.Uploads.Clear())).Times(1);
        await UploadAsync();
        Assert.Equal(bytes, registry.Content.Blobs[blob.Digest.Text]);
        Assert.Equal(2, registry.Seen("POST", "/uploads/").Count);
    }

    [Fact]
    public async Task An_upload_that_never_gets_on_is_given_up()
    {
        registry.On("PUT", "/uploads/", Misbehaviours.CutUpload(1000));
        var failure = await Assert.ThrowsAsync<RegistryException>(() => UploadAsync());
        Assert.Equal(RegistryErrorKind.Unavailable, failure.Kind);
        Assert.Equal(5, registry.Seen("PUT", "/uploads/").Count);
    }

    [Fact]
    public async Task A_registry_out_of_order_gets_another_attempt()
    {
        registry.On("PUT", "/uploads/", Misbehaviours.Status(503)).Times(2);
        await UploadAsync();
        Assert.Equal(bytes, registry.Content.Blobs[blob.Digest.Text]);
    }

    [Fact]
    public async Task A_registry_that_takes_long_to_confirm_is_waited_for()
    {
        clients.Options = clients.Options with { StallTimeout = TimeSpan.FromMinutes(1), ConfirmationTimeout = TimeSpan.FromHours(1) };
        registry.On("PUT", "/uploads/", async context =>
        {
            context.Request.EnableBuffering();
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Request.Body.Position = 0;
            await Task.Delay(TimeSpan.FromMinutes(4), clients.Time);
            return false;
        });
        await UploadAsync();
        Assert.Single(registry.Seen("PUT", "/uploads/"));
    }

    [Fact]
    public async Task A_registry_that_stops_reading_is_left_for_another_attempt()
    {
        clients.Options = clients.Options with { StallTimeout = TimeSpan.FromMinutes(4) };
        var large = Content.Bytes(64 << 20);
        blob = new Descriptor { Digest = Digest.Of(large), Size = large.Length };
        registry.On("PUT", "/uploads/", async context =>
        {
            await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            return true;
        }).Times(1);
        await clients.Repository(registry).UploadBlobAsync(blob, () => new MemoryStream(large), null, CancellationToken.None);
        Assert.Equal(2, registry.Seen("PUT", "/uploads/").Count);
    }

    [Fact]
    public async Task A_part_that_is_refused_is_asked_about()
    {
        registry.On("PUT", "/uploads/", Misbehaviours.CutUpload(300_000, Keep)).Times(1);
        registry.On("PATCH", "/uploads/", Misbehaviours.Status(416)).Times(3);
        await UploadAsync();
        Assert.Equal(bytes, registry.Content.Blobs[blob.Digest.Text]);
    }

    [Theory]
    [InlineData(400, "BLOB_UPLOAD_INVALID")]
    [InlineData(404, "BLOB_UPLOAD_UNKNOWN")]
    [InlineData(400, "DIGEST_INVALID")]
    public async Task A_resumed_upload_that_the_registry_has_mixed_up_begins_anew(int status, string code)
    {
        registry.On("PUT", "/uploads/", Misbehaviours.CutUpload(300_000, Keep)).Times(1);
        registry.On("PUT", "/uploads/", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            registry.Content.Uploads.Clear();
            return await Misbehaviours.Status(status, $"{{\"errors\":[{{\"code\":\"{code}\"}}]}}")(context);
        }).Times(1);
        await UploadAsync();
        Assert.Equal(bytes, registry.Content.Blobs[blob.Digest.Text]);
        Assert.Equal(2, registry.Seen("POST", "/uploads/").Count);
    }

    [Fact]
    public async Task A_registry_that_claims_more_than_it_was_sent_is_not_believed()
    {
        registry.On("PUT", "/uploads/", Misbehaviours.CutUpload(300_000, Keep)).Times(1);
        registry.On("PATCH", "/uploads/", Misbehaviours.Status(202, "", ("Range", "0-9999999")));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(() => UploadAsync())).Kind);
    }

    [Fact]
    public async Task A_location_on_another_host_gets_the_content_and_no_credentials()
    {
        await using var other = await HostileRegistry.StartAsync();
        registry.Guard.Challenge = "Basic realm=\"x\"";
        registry.On("POST", "/uploads/", context =>
        {
            if (!registry.Guard.Admits(context.Request.Headers.Authorization.ToString()))
            {
                return Task.FromResult(false);
            }

            return Misbehaviours.Status(202, "", ("Location", other.Address + "/take?it=1"))(context);
        });
        other.On("PUT", "/take", Misbehaviours.CutUpload(1000)).Times(1);
        other.On("GET", "/take", Misbehaviours.Status(204, "", ("Range", "0-0")));
        other.On("PUT", "/take", async context =>
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.StatusCode = 201;
            return true;
        });
        await UploadAsync(credentials: Content.User);
        Assert.Equal(["PUT", "GET", "PUT"], other.Requests.Select(request => request.Method));
        Assert.All(other.Requests, request => Assert.Equal("", request.Authorization));
    }

    [Theory]
    [InlineData("ftp://127.0.0.1/x")]
    [InlineData("http://user:password@127.0.0.1/x")]
    public async Task A_location_that_is_no_web_address_is_refused(string location)
    {
        registry.On("POST", "/uploads/", Misbehaviours.Status(202, "", ("Location", location)));
        Assert.Equal(RegistryErrorKind.Protocol, (await Assert.ThrowsAsync<RegistryException>(() => UploadAsync())).Kind);
    }

    [Fact]
    public async Task A_location_without_https_is_refused_from_a_registry_with_https()
    {
        using var certificate = TestCertificate.Create();
        await using var secure = await HostileRegistry.StartAsync(certificate);
        TestCertificate.Trust(certificate, clients.Certificates, secure.Authority);
        secure.On("POST", "/uploads/", Misbehaviours.Status(202, "", ("Location", registry.Address + "/take")));
        await Assert.ThrowsAsync<RegistryException>(() => clients.Repository(secure).UploadBlobAsync(blob, () => new MemoryStream(bytes), null, CancellationToken.None));
        Assert.Empty(registry.Requests);
    }

    [Fact]
    public async Task Other_content_than_announced_is_a_digest_mismatch_and_not_sent_again()
    {
        var failure = await Assert.ThrowsAsync<RegistryException>(
            () => clients.Repository(registry).UploadBlobAsync(blob, () => new MemoryStream(new byte[Size]), null, CancellationToken.None));
        Assert.Equal(RegistryErrorKind.DigestMismatch, failure.Kind);
        Assert.Single(registry.Seen("PUT", "/uploads/"));
    }

    [Fact]
    public async Task Content_that_ends_too_early_is_the_callers_mistake()
    {
        var failure = await Assert.ThrowsAsync<RegistryException>(
            () => clients.Repository(registry).UploadBlobAsync(blob, () => new MemoryStream(bytes, 0, 1000), null, CancellationToken.None));
        Assert.Equal(RegistryErrorKind.InvalidParameter, failure.Kind);
    }

    [Fact]
    public async Task A_blob_that_the_registry_has_is_mounted()
    {
        registry.Content.AddBlob(bytes);
        registry.Guard.Challenge = $"Bearer realm=\"{registry.Address}/token\"";
        Assert.True(await clients.Repository(registry, Content.User).MountBlobAsync(blob.Digest, "other/image", CancellationToken.None));
        Assert.Contains("scope=repository%3Aother%2Fimage%3Apull", registry.Seen("GET", "/token")[0].Target, StringComparison.Ordinal);
        Assert.Contains($"mount=sha256%3A{blob.Digest.Hex}&from=other%2Fimage", registry.Seen("POST", "/uploads/")[0].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mount_that_is_refused_leaves_no_upload_open()
    {
        Assert.False(await clients.Repository(registry).MountBlobAsync(blob.Digest, "other/image", CancellationToken.None));
        Assert.Empty(registry.Content.Uploads);
    }

    [Fact]
    public async Task A_repository_to_mount_from_must_be_one()
    {
        var failure = await Assert.ThrowsAsync<RegistryException>(
            () => clients.Repository(registry).MountBlobAsync(blob.Digest, "../x", CancellationToken.None));
        Assert.Equal(RegistryErrorKind.InvalidParameter, failure.Kind);
    }

    [Fact]
    public async Task Whether_a_blob_is_there_is_asked_by_head()
    {
        Assert.False(await clients.Repository(registry).HasBlobAsync(blob.Digest, CancellationToken.None));
        registry.Content.AddBlob(bytes);
        Assert.True(await clients.Repository(registry).HasBlobAsync(blob.Digest, CancellationToken.None));
        Assert.Equal(2, registry.Seen("HEAD", "/blobs/").Count);
    }

    private void Keep(byte[] arrived) => registry.Content.Uploads.Values.Single().Write(arrived);

    private Task UploadAsync(Action<long>? progress = null, RegistryCredentials? credentials = null) =>
        clients.Repository(registry, credentials).UploadBlobAsync(blob, () => new MemoryStream(bytes), progress, CancellationToken.None);
}
