namespace Davit.Engine.Containers;

/// <summary>Files of containers, running or not: changes, export, archives. References as in <see cref="ContainerService"/>.</summary>
public sealed class ContainerFileService
{
    public Task<IReadOnlyList<FileChange>> ChangesAsync(string reference, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<StreamProducer> ExportAsync(string reference, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<PathStat> StatAsync(string reference, string path, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<ArchiveContent> GetArchiveAsync(string reference, string path, CancellationToken cancellation) => throw new NotImplementedException();

    public Task PutArchiveAsync(string reference, string path, Stream tar, PutArchiveOptions options, CancellationToken cancellation) => throw new NotImplementedException();
}
