using Davit.Oci;
using Davit.Storage.Content;
using Davit.Testing;

namespace Davit.Storage.Tests.Content;

public sealed class ContentStoreTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly ContentStore store;

    public ContentStoreTests() => store = ContentStore.Open(directory.Path);

    public void Dispose() => directory.Dispose();

    [Fact]
    public void A_document_is_found_under_its_digest()
    {
        var digest = store.Put("hello"u8);
        Assert.Equal(Digest.Of("hello"u8), digest);
        Assert.True(store.Contains(digest));
        Assert.Equal(5, store.SizeOf(digest));
        Assert.Equal("hello"u8.ToArray(), store.ReadAll(digest, 100));
        Assert.Equal(new BlobInfo(digest, 5), Assert.Single(store.List()));
        Assert.True(store.Delete(digest));
        Assert.False(store.Delete(digest));
        Assert.Equal(StorageErrorKind.NotFound, Assert.Throws<StorageException>(() => store.OpenRead(digest)).Kind);
    }

    [Fact]
    public void An_interrupted_ingest_goes_on_where_it_stopped()
    {
        using (var first = store.Begin("key"))
        {
            first.Write("hel"u8);
        }

        using var second = ContentStore.Open(directory.Path).Begin("key");
        Assert.Equal(3, second.Length);
        second.Write("lo"u8);
        Assert.Equal(Digest.Of("hello"u8), second.Commit(Digest.Of("hello"u8), 5).Digest);
        Assert.Equal("hello"u8.ToArray(), store.ReadAll(Digest.Of("hello"u8), 100));
    }

    [Fact]
    public void Content_that_is_not_what_was_promised_is_discarded()
    {
        using (var writer = store.Begin("key"))
        {
            writer.Write("evil"u8);
            Assert.Equal(StorageErrorKind.DigestMismatch, Assert.Throws<StorageException>(() => writer.Commit(Digest.Of("good"u8))).Kind);
        }

        using (var writer = store.Begin("key"))
        {
            Assert.Equal(0, writer.Length);
            writer.Write("evil"u8);
            Assert.Equal(StorageErrorKind.DigestMismatch, Assert.Throws<StorageException>(() => writer.Commit(size: 5)).Kind);
        }

        Assert.Empty(store.List());
    }

    [Fact]
    public void Two_writers_of_one_key_do_not_mix()
    {
        using var first = store.Begin("key");
        Assert.Equal(StorageErrorKind.Conflict, Assert.Throws<StorageException>(() => store.Begin("key")).Kind);
    }

    [Fact]
    public void A_damaged_blob_is_noticed()
    {
        var digest = store.Put("hello"u8);
        File.WriteAllText(Path.Combine(directory.Path, "blobs/sha256", digest.Hex), "jello");
        Assert.Equal(StorageErrorKind.DigestMismatch, Assert.Throws<StorageException>(() => store.ReadAll(digest, 100)).Kind);
    }

    [Fact]
    public void Only_what_no_record_names_is_garbage()
    {
        var kept = store.Put("kept"u8);
        store.Put("gone"u8);
        store.Retain(new HashSet<Digest> { kept }, DateTimeOffset.UnixEpoch);
        Assert.Equal(kept, Assert.Single(store.List()).Digest);
    }
}
