namespace Davit.Storage.Copying;

/// <summary>An opened path of a container. The view must stay open until this is disposed.</summary>
public sealed class ArchiveRead : IDisposable
{
    public PathStat Stat => throw new NotImplementedException();

    public Task WriteToAsync(Stream output, CancellationToken cancellation) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
