using Davit.Engine.Filtering;

namespace Davit.Engine.Images;

/// <summary>Images. References are names with tag or digest, ids or unambiguous prefixes of ids.</summary>
public sealed class ImageService
{
    public Task<IReadOnlyList<ImageSummary>> ListAsync(ImageListOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ImageInspection> InspectAsync(string reference, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<IReadOnlyList<ImageHistoryEntry>> HistoryAsync(string reference, CancellationToken cancellation) => throw new NotImplementedException();

    public Task TagAsync(string reference, string repository, string tag, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<IReadOnlyList<ImageDeletion>> RemoveAsync(string reference, bool force, bool prune, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Reads an archive of images; progress is reported in order.</summary>
    public Task LoadAsync(Stream archive, bool quiet, IProgress<ImageProgress> progress, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>An archive of these images.</summary>
    public Task<StreamProducer> SaveAsync(IReadOnlyList<string> references, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Returns the new image's id.</summary>
    public Task<string> ImportAsync(Stream archive, ImageImportRequest request, IProgress<ImageProgress> progress, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Returns the new image's id.</summary>
    public Task<string> CommitAsync(CommitRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ImagePruneResult> PruneAsync(Filters filters, CancellationToken cancellation) => throw new NotImplementedException();
}
