using Davit.Oci;

namespace Davit.Images.Tests.Store;

public sealed class ImageStoreTests : IDisposable
{
    private readonly Stores stores = new();

    public void Dispose() => stores.Dispose();

    [Fact]
    public void An_image_is_found_by_name_tag_id_and_the_start_of_its_id()
    {
        var id = stores.Add("a", "debian:12").Id;
        foreach (var name in new[] { "debian:12", "docker.io/library/debian:12", id.Text, id.Hex, id.Hex[..12], "sha256:" + id.Hex[..6] })
        {
            Assert.Equal(id, stores.Images.Resolve(name).Id);
        }
    }

    [Theory]
    [InlineData("debian", "No such image: debian:latest")]
    [InlineData("docker.io/library/debian:12", "No such image: debian:12")]
    [InlineData("abcdef", "No such image: abcdef:latest")]
    public void What_does_not_exist_is_said_in_dockers_words(string name, string message)
    {
        var failure = Assert.Throws<ImageException>(() => stores.Images.Resolve(name));
        Assert.Equal((ImageErrorKind.NotFound, message), (failure.Kind, failure.Message));
    }

    [Fact]
    public void A_malformed_name_is_no_missing_image() =>
        Assert.Equal(ImageErrorKind.InvalidParameter, Assert.Throws<ImageException>(() => stores.Images.Resolve("UPPER")).Kind);

    [Fact]
    public void A_prefix_of_two_ids_is_none_of_them()
    {
        var ids = Enumerable.Range(0, 40).Select(i => stores.Add("image " + i).Id.Hex).ToList();
        var shared = ids.GroupBy(id => id[0]).First(group => group.Count() > 1).Key.ToString();
        Assert.Null(stores.Images.Find(shared));
    }

    [Fact]
    public void A_name_moves_from_one_image_to_another()
    {
        var first = stores.Add("a", "app");
        var second = stores.Add("b", "app");
        Assert.Empty(stores.Images.Find(first.Id)!.Tags);
        Assert.Equal("app:latest", Assert.Single(second.Tags).FamiliarText);
        Assert.NotNull(second.LastTagged);
    }

    [Fact]
    public void Everything_is_there_after_a_restart()
    {
        var parent = stores.Add("parent");
        var image = stores.Add("child", parent: parent.Id);
        stores.Images.Tag(image.Id, Reference.Parse("app:1"));
        stores.Images.Name(Reference.Parse("app@sha256:" + new string('a', 64)), new ImageTarget(image.Id));
        stores.Reopen();
        var found = stores.Images.Resolve("app:1");
        Assert.Equal(parent.Id, found.Parent);
        Assert.Equal("app@sha256:" + new string('a', 64), Assert.Single(found.Digests).FamiliarText);
        Assert.Equal(image.Id, stores.Images.Resolve("app@sha256:" + new string('a', 64)).Id);
        Assert.Equal(2, stores.Images.List().Count);
    }

    [Fact]
    public void A_damaged_image_does_not_keep_the_others_from_being_read()
    {
        var bad = stores.Add("bad", "bad");
        stores.Add("good", "good");
        File.WriteAllText(Path.Combine(stores.Path, "content/blobs/sha256", bad.Id.Hex), "{}");
        stores.Reopen();
        Assert.Equal("good:latest", Assert.Single(Assert.Single(stores.Images.List()).Tags).FamiliarText);
    }

    [Theory]
    [InlineData("app@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("sha256:latest")]
    public void A_name_that_could_be_taken_for_a_digest_is_refused(string name)
    {
        var image = stores.Add("a");
        Assert.Equal(ImageErrorKind.InvalidParameter, Assert.Throws<ImageException>(() => stores.Images.Tag(image.Id, Reference.Parse(name))).Kind);
    }

    [Theory]
    [InlineData("{}", "no rootfs")]
    [InlineData("null", "it is null")]
    [InlineData("[]", "invalid image configuration")]
    [InlineData("{\"rootfs\":{},\"os\":\"windows\"}", "operating system")]
    [InlineData("{\"rootfs\":{},\"config\":{\"Env\":[\"A=\\u0000\"]}}", "NUL")]
    [InlineData("{\"rootfs\":{},\"config\":{\"Env\":[null]}}", "null")]
    [InlineData("{\"rootfs\":{\"diff_ids\":[\"sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855\"]}}", "layer that is not here")]
    public void A_hostile_configuration_is_refused(string json, string reason)
    {
        var failure = Assert.Throws<ImageException>(() => stores.Images.Add(System.Text.Encoding.UTF8.GetBytes(json)));
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.Empty(stores.Images.List());
    }
}
