using System.Text;
using Davit.Linux;
using Davit.Linux.Files;
using Davit.Storage.Archives;
using Davit.Storage.Snapshots;
using Davit.Storage.Streams;
using Davit.Storage.Trees;

namespace Davit.Storage.Volumes;

/// <summary>Copies a directory of an image into an empty volume: as an archive in memory, writer and reader on a thread each.</summary>
internal static class VolumeCopy
{
    /// <summary>A path that is no directory in the image leaves the volume empty. Links are followed inside the image.</summary>
    public static void Run(FileDescriptor image, string path, string target)
    {
        var errno = ByteNameCalls.TryOpenResolved(
            image,
            Encoding.UTF8.GetBytes(path.Trim('/')),
            OpenFlags.ReadOnly | OpenFlags.Directory,
            ResolveFlags.InRoot | ResolveFlags.NoMagicLinks,
            0,
            out var source);
        if (errno is Errno.ENOENT or Errno.ENOTDIR)
        {
            return;
        }

        TreeErrors.Check(errno, "openat2", Encoding.UTF8.GetBytes(path));
        using (source)
        {
            using var root = OpenCalls.Open(target, OpenFlags.ReadOnly | OpenFlags.Directory);
            try
            {
                CopyTree(source!, root);
            }
            catch
            {
                // Half a copy would be taken for the volume's own content at the next start.
                TreeRemover.RemoveContents(root);
                throw;
            }

            ImpliedDirectories.CopyAttributes(source!, root);
        }
    }

    private static void CopyTree(FileDescriptor source, FileDescriptor target)
    {
        using var pipe = new SyncPipe();
        var writing = Task.Factory.StartNew(
            () => pipe.Produce(output => WriteArchive(source, output)), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            using var input = new StreamSource(pipe.Reader);
            using var extractor = new TreeExtractor(target, new ExtractOptions());
            extractor.Extract(new TarReader(input, new ArchiveLimits()), CancellationToken.None);
        }
        finally
        {
            pipe.Abandon();
            writing.Wait();
        }
    }

    private static void WriteArchive(FileDescriptor source, Stream output)
    {
        var writer = new TarWriter(output);
        var archiver = new TreeArchiver(writer);
        foreach (var node in TreeWalker.Walk(ReadWriteCalls.Duplicate(source)))
        {
            archiver.Write(node, node.Path);
        }

        writer.Complete();
    }
}
