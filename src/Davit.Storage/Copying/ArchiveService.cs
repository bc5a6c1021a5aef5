namespace Davit.Storage.Copying;

/// <summary>The archive routes of dockerd: stat, get and put inside a container's root. No link leads out of the root.</summary>
public static class ArchiveService
{
    /// <summary><c>HEAD</c>: what is at this path.</summary>
    public static PathStat Stat(ContainerView view, string path) => throw new NotImplementedException();

    /// <summary><c>GET</c>: opens what is at this path; its archive is written later, by <see cref="ArchiveRead.WriteToAsync"/>.</summary>
    public static ArchiveRead OpenRead(ContainerView view, string path) => throw new NotImplementedException();

    /// <summary><c>PUT</c>: unpacks an archive (plain, gzip or zstd) into the directory at this path.</summary>
    public static Task WriteAsync(ContainerView view, string path, Stream archive, ArchiveWriteOptions options, CancellationToken cancellation) => throw new NotImplementedException();
}
