using Davit.Oci;

namespace Davit.Images.Tests.Store;

public sealed class ImageRemoverTests : IDisposable
{
    private readonly Stores stores = new();

    public void Dispose() => stores.Dispose();

    [Fact]
    public void The_last_name_takes_the_image_along()
    {
        var image = stores.Add("a", "app");
        Assert.Equal(["Untagged app:latest", "Deleted " + image.Id], stores.Remove("app"));
        Assert.Empty(stores.Images.List());
        stores.Reopen();
        Assert.Empty(stores.Images.List());
    }

    [Fact]
    public void One_of_several_names_is_only_untagged()
    {
        var image = stores.Add("a", "app:1");
        stores.Images.Tag(image.Id, Reference.Parse("app:2"));
        Assert.Equal(["Untagged app:1"], stores.Remove("app:1"));
        Assert.Equal(image.Id, stores.Images.Resolve("app:2").Id);
    }

    [Fact]
    public void An_id_with_several_names_must_be_forced()
    {
        var image = stores.Add("a", "app:1");
        stores.Images.Tag(image.Id, Reference.Parse("other:2"));
        var failure = Assert.Throws<ImageException>(() => stores.Remove(image.Id.Hex[..12]));
        Assert.Equal(
            $"conflict: unable to delete {image.Id.Hex[..12]} (must be forced) - image is referenced in multiple repositories", failure.Message);
        Assert.Equal(["Untagged app:1", "Untagged other:2", "Deleted " + image.Id], stores.Remove(image.Id.Hex[..12], force: true));
    }

    [Fact]
    public void An_id_with_one_name_goes_with_it()
    {
        var image = stores.Add("a", "app:1");
        Assert.Equal(["Untagged app:1", "Deleted " + image.Id], stores.Remove(image.Id.Text));
    }

    [Fact]
    public void A_parent_cannot_go_before_its_child_and_goes_with_it()
    {
        var parent = stores.Add("parent");
        var child = stores.Add("child", parent: parent.Id);
        stores.Images.Tag(child.Id, Reference.Parse("app"));
        var failure = Assert.Throws<ImageException>(() => stores.Remove(parent.Id.Hex, force: true));
        Assert.Equal($"conflict: unable to delete {parent.Id.Hex[..12]} (cannot be forced) - image has dependent child images", failure.Message);
        Assert.Equal(["Untagged app:latest", "Deleted " + child.Id, "Deleted " + parent.Id], stores.Remove("app"));
    }

    [Fact]
    public void Without_pruning_or_with_a_name_a_parent_stays()
    {
        var parent = stores.Add("parent", "base");
        var child = stores.Add("child", parent: parent.Id);
        Assert.Equal(["Deleted " + child.Id], stores.Remove(child.Id.Hex));
        var second = stores.Add("second", parent: stores.Add("unnamed").Id);
        Assert.Equal(["Deleted " + second.Id], stores.Remove(second.Id.Hex, prune: false));
        Assert.Equal(2, stores.Images.List().Count);
    }

    [Theory]
    [InlineData(true, false, "(cannot be forced) - image is being used by running container 0123456789ab")]
    [InlineData(true, true, "(cannot be forced) - image is being used by running container 0123456789ab")]
    [InlineData(false, false, "(must be forced) - image is being used by stopped container 0123456789ab")]
    public void An_image_in_use_is_kept(bool running, bool force, string reason)
    {
        var image = stores.Add("a");
        var failure = Assert.Throws<ImageException>(() => stores.Remove(image.Id.Hex, force, users: Use(image.Id, running)));
        Assert.Equal(ImageErrorKind.Conflict, failure.Kind);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(stores.Images.Find(image.Id));
    }

    [Fact]
    public void The_only_name_of_an_image_in_use_must_be_forced_and_then_leaves_the_image_if_it_runs()
    {
        var image = stores.Add("a", "app");
        var failure = Assert.Throws<ImageException>(() => stores.Remove("app", users: Use(image.Id, running: true)));
        Assert.Equal(
            $"conflict: unable to remove repository reference \"app\" (must force) - container 0123456789ab is using its referenced image {image.Id.Hex[..12]}",
            failure.Message);
        Assert.Equal(["Untagged app:latest"], stores.Remove("app", force: true, users: Use(image.Id, running: true)));
        Assert.NotNull(stores.Images.Find(image.Id));
    }

    [Fact]
    public void Digests_of_a_repository_go_with_its_last_tag()
    {
        var image = stores.Add("a", "app");
        stores.Images.Name(Reference.Parse("app@sha256:" + new string('b', 64)), new ImageTarget(image.Id));
        Assert.Equal(["Untagged app:latest", "Untagged app@sha256:" + new string('b', 64), "Deleted " + image.Id], stores.Remove("app"));
    }

    private static ILookup<Digest, ImageUser> Use(Digest id, bool running) =>
        new[] { new ImageUser("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", running) }.ToLookup(_ => id);
}
