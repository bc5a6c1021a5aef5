using Davit.Oci;

namespace Davit.Engine.Images;

/// <summary>How many bytes of an image are in layers that other images have too.</summary>
internal static class SharedSizes
{
    public static IReadOnlyDictionary<Digest, long> Of(EngineCore core)
    {
        var images = core.Images.List();
        var counts = images.SelectMany(image => image.ChainIds).GroupBy(chain => chain).ToDictionary(group => group.Key, group => group.Count());
        return images.ToDictionary(
            image => image.Id,
            image => image.ChainIds.Where(chain => counts[chain] > 1).Sum(chain => core.Layers.Find(chain)?.Size ?? 0));
    }
}
