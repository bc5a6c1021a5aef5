using Davit.Oci;
using Davit.Oci.Image;

namespace Davit.Images.Transfer;

/// <summary>One image of an archive, checked: its configuration's bytes, the members that are its layers, its names.</summary>
internal sealed record LoadPlan
{
    public required byte[] Config { get; init; }

    public required ImageDocument Document { get; init; }

    /// <summary>A member per layer, lowest first; null where the archive does not have it and it must be here already.</summary>
    public required IReadOnlyList<ArchiveItem?> Layers { get; init; }

    public IReadOnlyList<Reference> Names { get; init; } = [];

    /// <summary>Checks that layers and diff ids fit together; errors are docker's.</summary>
    public static LoadPlan Create(byte[] config, IReadOnlyList<ArchiveItem?> layers, IReadOnlyList<Reference> names)
    {
        var document = ImageDocuments.ParseConfig(config);
        var diffIds = document.RootFs!.DiffIds ?? [];
        if (diffIds.Count != layers.Count)
        {
            throw ImageErrors.Invalid($"invalid manifest, layers length mismatch: expected {diffIds.Count}, got {layers.Count}");
        }

        for (var i = 0; i < layers.Count; i++)
        {
            if (layers[i]?.DiffId is { } actual && actual != diffIds[i])
            {
                throw ImageErrors.Invalid($"invalid diffID for layer {i}: expected \"{diffIds[i]}\", got \"{actual}\"");
            }
        }

        return new LoadPlan { Config = config, Document = document, Layers = layers, Names = names };
    }
}
