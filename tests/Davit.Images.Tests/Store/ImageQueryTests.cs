using Davit.Oci;

namespace Davit.Images.Tests.Store;

public sealed class ImageQueryTests : IDisposable
{
    private readonly Stores stores = new();

    public ImageQueryTests()
    {
        var old = stores.Add("old", created: 100, labels: new Dictionary<string, string> { ["a"] = "1" });
        stores.Images.Tag(old.Id, Reference.Parse("base:1"));
        stores.Images.Tag(old.Id, Reference.Parse("base:2"));
        var middle = stores.Add("middle", created: 200, parent: old.Id);
        var child = stores.Add("new", created: 300, parent: middle.Id, labels: new Dictionary<string, string> { ["a"] = "2" });
        stores.Images.Tag(child.Id, Reference.Parse("site/app:1"));
        stores.Add("dangling", created: 150);
    }

    public void Dispose() => stores.Dispose();

    [Fact]
    public void Steps_of_other_images_are_shown_only_on_request()
    {
        Assert.Equal(["new", "dangling", "old"], Names(new ImageFilter()));
        Assert.Equal(["new", "middle", "dangling", "old"], Names(new ImageFilter { All = true }));
    }

    [Fact]
    public void Filters_are_dockers()
    {
        Assert.Equal(["dangling"], Names(new ImageFilter { Dangling = true }));
        Assert.Equal(["new", "old"], Names(new ImageFilter { Dangling = false }));
        Assert.Equal(["dangling", "old"], Names(new ImageFilter { Before = ["site/app:1"] }));
        Assert.Equal(["new", "dangling"], Names(new ImageFilter { Since = ["base:1"] }));
        Assert.Equal(["new", "old"], Names(new ImageFilter { Labels = ["a"] }));
        Assert.Equal(["old"], Names(new ImageFilter { Labels = ["a=1"] }));
        Assert.Equal(["new", "dangling"], Names(new ImageFilter { ExcludedLabels = ["a=1"] }));
        Assert.Equal(["old"], Names(new ImageFilter { Until = DateTimeOffset.FromUnixTimeSeconds(150) }));
        Assert.Equal(["new"], Names(new ImageFilter { References = ["site/*"] }));
        Assert.Equal(["new", "old"], Names(new ImageFilter { References = ["base:1", "*/app"] }));
        Assert.Empty(Names(new ImageFilter { References = ["nothing"] }));
        Assert.Throws<ImageException>(() => Names(new ImageFilter { Before = ["nothing"] }));
    }

    [Fact]
    public void A_reference_filter_shows_only_the_names_that_match() => Assert.Equal(
        "base:2", Assert.Single(Assert.Single(stores.Images.List(new ImageFilter { References = ["base:2"] })).Tags).FamiliarText);

    private List<string?> Names(ImageFilter filter) => [.. stores.Images.List(filter).Select(image => image.Document.Comment)];
}
