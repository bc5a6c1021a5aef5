using System.Text.Json;
using Davit.Images.Store;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Storage.Content;
using Davit.Storage.Snapshots;
using Davit.Testing;

namespace Davit.Images.Tests.Store;

/// <summary>Stores in a directory of their own. Images without layers need no privileges.</summary>
internal sealed class Stores : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public Stores() => Reopen();

    public string Path => directory.Path;

    public ImageStore Images { get; private set; } = null!;

    public static ILookup<Digest, ImageUser> NoUsers { get; } = Array.Empty<(Digest, ImageUser)>().ToLookup(pair => pair.Item1, pair => pair.Item2);

    public void Reopen()
    {
        var layers = LayerStore.Open(directory["layers"], new LayerOptions { Sync = false });
        Images = ImageStore.Open(
            directory["images"], ContentStore.Open(directory["content"]), layers, new SnapshotStore(layers, directory["containers"]), TimeProvider.System);
    }

    public ImageRecord Add(string seed, long created = 0, Digest? parent = null, Dictionary<string, string>? labels = null)
    {
        var document = new ImageDocument
        {
            Comment = seed,
            Created = DateTimeOffset.FromUnixTimeSeconds(created),
            Config = new ImageConfig { Labels = labels },
            RootFs = new RootFs { DiffIds = [] },
        };
        return Images.Add(JsonSerializer.SerializeToUtf8Bytes(document, ImageJson.Default.ImageDocument), parent);
    }

    public ImageRecord Add(string seed, string tag) => Images.Tag(Add(seed).Id, Reference.Parse(tag));

    public IReadOnlyList<string> Remove(string name, bool force = false, bool prune = true, ILookup<Digest, ImageUser>? users = null) =>
        [.. Images.Remove(new ImageRemoval { Name = name, Force = force, Prune = prune, Users = users ?? NoUsers })
            .Select(deletion => deletion.Untagged is { } name ? "Untagged " + name : "Deleted " + deletion.Deleted)];

    public void Dispose() => directory.Dispose();
}
