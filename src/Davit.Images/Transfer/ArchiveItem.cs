using Davit.Oci;
using Davit.Storage.Snapshots;

namespace Davit.Images.Transfer;

/// <summary>One member of an image archive: a small document, a layer, or a link to another member. Owns a staged layer.</summary>
internal sealed record ArchiveItem : IDisposable
{
    /// <summary>A document's bytes.</summary>
    public byte[]? Document { get; init; }

    /// <summary>A layer that was unpacked while the archive streamed by.</summary>
    public StagedLayer? Layer { get; init; }

    /// <summary>A layer that the archive's own name says is here already: its bytes were not looked at.</summary>
    public Digest? KnownDiffId { get; init; }

    /// <summary>Another member (docker writes symbolic links for layers that occur twice).</summary>
    public string? LinkTarget { get; init; }

    public Digest? DiffId => Layer?.DiffId ?? KnownDiffId;

    public void Dispose() => Layer?.Dispose();
}
