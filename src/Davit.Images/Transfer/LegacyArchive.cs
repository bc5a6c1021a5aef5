using System.Text.Json;
using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Images.Transfer;

/// <summary>Archives with a file <c>repositories</c> and a directory per layer. Their configuration is made as docker 1.10 migrated it.</summary>
internal static class LegacyArchive
{
    public const string RepositoriesName = "repositories";

    private const int ChainLimit = 1000;

    public static IReadOnlyList<LoadPlan> Read(ArchiveContents contents, byte[] repositories)
    {
        var names = ImageDocuments.Parse("repositories", repositories, LegacyJson.Default.DictionaryStringDictionaryStringString);
        var byId = new Dictionary<string, List<Reference>>(StringComparer.Ordinal);
        foreach (var (name, tags) in names)
        {
            foreach (var (tag, id) in tags ?? [])
            {
                var text = name + ":" + tag;
                var reference = Reference.TryParse(text, out var parsed) ? parsed : throw ImageErrors.Invalid($"invalid tag \"{text}\"");
                if (!byId.TryGetValue(id, out var list))
                {
                    byId[id] = list = [];
                }

                list.Add(reference);
            }
        }

        return [.. byId.Select(pair => ReadImage(contents, pair.Key, pair.Value))];
    }

    private static LoadPlan ReadImage(ArchiveContents contents, string id, IReadOnlyList<Reference> names)
    {
        var chain = ReadChain(contents, id);
        var layers = new List<ArchiveItem?>();
        var history = new List<HistoryEntry>();
        foreach (var image in chain)
        {
            var layer = image.Throwaway ? null : contents.Find(image.Id + "/layer.tar");
            if (layer?.DiffId is not null)
            {
                layers.Add(layer);
            }

            history.Add(new HistoryEntry
            {
                Created = image.Created,
                CreatedBy = string.Join(' ', image.ContainerConfig?.Cmd ?? []),
                Author = image.Author,
                Comment = image.Comment,
                EmptyLayer = layer?.DiffId is null,
            });
        }

        var top = chain[^1];
        var document = new ImageDocument
        {
            Architecture = top.Architecture,
            Os = top.Os ?? "linux",
            Author = top.Author,
            Created = top.Created,
            Config = top.Config,
            DockerVersion = top.DockerVersion,
            History = history,
            RootFs = new RootFs { DiffIds = [.. layers.Select(layer => layer!.DiffId!.Value)] },
        };
        return LoadPlan.Create(JsonSerializer.SerializeToUtf8Bytes(document, ImageJson.Default.ImageDocument), layers, names);
    }

    /// <summary>The image and its parents, lowest first.</summary>
    private static List<LegacyImage> ReadChain(ArchiveContents contents, string id)
    {
        var chain = new List<LegacyImage>();
        for (var current = id; !string.IsNullOrEmpty(current);)
        {
            if (chain.Count == ChainLimit || chain.Any(image => image.Id == current))
            {
                throw ImageErrors.Invalid("invalid image archive: its images are their own parents");
            }

            var image = ImageDocuments.Parse(current + "/json", contents.RequireDocument(current + "/json"), LegacyJson.Default.LegacyImage);
            chain.Insert(0, image with { Id = current });
            current = image.Parent;
        }

        return chain;
    }
}
