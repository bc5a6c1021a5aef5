using Davit.Storage.Snapshots;

namespace Davit.Images.Store;

/// <summary><c>docker history</c>: the configuration's history, newest first, with sizes of layers and ids of known parents.</summary>
internal static class ImageHistories
{
    public static IReadOnlyList<ImageHistory> Of(ImageRecord image, ImageSet set, LayerStore layers)
    {
        var lines = new List<ImageHistory>();
        var layer = 0;
        foreach (var step in image.Document.History ?? [])
        {
            if (!step.EmptyLayer && layer >= image.ChainIds.Count)
            {
                throw ImageErrors.Invalid("too many non-empty layers in History section");
            }

            lines.Insert(0, new ImageHistory
            {
                Id = "<missing>",
                Created = step.Created,
                CreatedBy = step.CreatedBy ?? "",
                Comment = step.Comment ?? "",
                Size = step.EmptyLayer ? 0 : layers.Find(image.ChainIds[layer++])?.Size ?? 0,
            });
        }

        return WithIds(lines, image, set);
    }

    private static List<ImageHistory> WithIds(List<ImageHistory> lines, ImageRecord image, ImageSet set)
    {
        ImageRecord? current = image;
        for (var i = 0; i < lines.Count && current is not null; i++)
        {
            lines[i] = lines[i] with { Id = current.Id.Text, Tags = [.. current.Tags.Select(tag => tag.FamiliarText)] };
            current = current.Parent is { } parent ? set.Images.GetValueOrDefault(parent) : null;
        }

        return lines;
    }
}
