using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Archives;
using Davit.Storage.Streams;
using Davit.Storage.Trees;

namespace Davit.Storage.Copying;

/// <summary>
/// The archive routes of dockerd: stat, get and put inside a container's root. Every path is resolved by the kernel inside that root
/// (openat2(2), RESOLVE_IN_ROOT), so that no link leads out of it, absolute ones work, and nothing can be exchanged meanwhile.
/// </summary>
public static class ArchiveService
{
    private const OpenFlags DirectoryFlags = OpenFlags.ReadOnly | OpenFlags.Directory;

    /// <summary><c>HEAD</c>: what is at this path.</summary>
    /// <exception cref="StorageException">NotFound: <c>Could not find the file PATH</c>, to which the caller adds the container.</exception>
    public static PathStat Stat(ContainerView view, string path)
    {
        using var opened = OpenRead(view, path);
        return opened.Stat;
    }

    /// <summary><c>GET</c>: opens what is at this path; its archive is written later, by <see cref="ArchiveRead.WriteToAsync"/>.</summary>
    public static ArchiveRead OpenRead(ContainerView view, string path)
    {
        var parsed = ArchivePath.Parse(path);
        var parent = view.TryOpen(parsed.Directory, DirectoryFlags) ?? throw NotFound(path);
        try
        {
            var name = parsed.Base is "" or "." ? [] : Encoding.UTF8.GetBytes(parsed.Base);
            if (ByteNameCalls.TryStat(parent, name, out var stat) is var errno && errno != Errno.None)
            {
                throw errno == Errno.ENOENT ? NotFound(path) : TreeErrors.From(errno, "statx", name);
            }

            var result = new PathStat
            {
                Name = parsed.DisplayBase,
                Size = (long)stat.Size,
                Mode = GoFileMode.Of(stat),
                ModifiedAt = stat.ModifyTime.ToDateTimeOffset(),
                LinkTarget = stat.Kind == FileKind.SymbolicLink ? LinkTarget(view, parsed, parent, name) : "",
            };
            return new ArchiveRead(view, parent, name, result, stat.IsDirectory);
        }
        catch
        {
            parent.Dispose();
            throw;
        }
    }

    /// <summary><c>PUT</c>: unpacks an archive (plain, gzip or zstd) into the directory at this path.</summary>
    public static async Task WriteAsync(
        ContainerView view, string path, Stream archive, ArchiveWriteOptions options, CancellationToken cancellation)
    {
        var target = CheckTarget(view, path);
        await Task.Factory.StartNew(
            () => Write(view, target, archive, options, cancellation), cancellation, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    internal static StorageException NotFound(string path) =>
        new(StorageErrorKind.NotFound, $"Could not find the file {DisplayText.Of(Encoding.UTF8.GetBytes(path))}");

    /// <summary>The directory's path without links; refused if it is no directory or not to be written.</summary>
    private static string CheckTarget(ContainerView view, string path)
    {
        using var target = view.TryOpen(ArchivePath.Parse(path).Text, OpenFlags.Path) ?? throw NotFound(path);
        if (!StatCalls.Stat(target).IsDirectory)
        {
            throw new StorageException(StorageErrorKind.InvalidParameter, "extraction point is not a directory");
        }

        var real = view.PathOf(target);
        var mount = view.MountOf(real);
        if (mount is { ReadOnly: true })
        {
            throw new StorageException(StorageErrorKind.Forbidden, "mounted volume is marked read-only");
        }

        return mount is null && view.ReadOnlyRoot
            ? throw new StorageException(StorageErrorKind.Forbidden, "container rootfs is marked read-only")
            : real;
    }

    private static void Write(ContainerView view, string target, Stream archive, ArchiveWriteOptions options, CancellationToken cancellation)
    {
        var input = PumpedStream.Wrap(archive, cancellation);
        try
        {
            var limits = new ArchiveLimits();
            var extract = new ExtractOptions
            {
                NoOverwriteDirNonDir = options.NoOverwriteDirNonDir,
                Owner = options.Owner,
                Prefix = Encoding.UTF8.GetBytes(target.Trim('/')),
                CheckDirectory = ContainerView.RefusePseudo,
            };
            using var decoded = Decompression.Open(input, limits);
            using var source = new StreamSource(decoded);
            using var extractor = new TreeExtractor(view.Root, extract);
            extractor.Extract(new TarReader(source, limits), cancellation);
        }
        finally
        {
            if (input != archive)
            {
                input.Dispose();
            }
        }
    }

    /// <summary>Where a link leads, absolute in the container. One that leads nowhere is resolved by its words.</summary>
    private static string LinkTarget(ContainerView view, ArchivePath path, FileDescriptor parent, byte[] name)
    {
        try
        {
            using var target = view.TryOpen(path.Text, OpenFlags.Path);
            if (target is not null)
            {
                return view.PathOf(target);
            }
        }
        catch (StorageException)
        {
            // A loop, or a place that is not copied from: the words must do.
        }

        var words = Encoding.UTF8.GetString(ByteNameCalls.ReadLink(parent, name) ?? []);
        return ArchivePath.Parse(words.StartsWith('/') ? words : view.PathOf(parent) + "/" + words).Text.TrimEnd('/');
    }
}
