using Davit.Cli.Archives;
using Davit.Client;

namespace Davit.Cli.Commands.Containers;

/// <summary>This machine to a container, by docker's rules on what exists and what a path says.</summary>
internal sealed class CopyToContainer(CommandContext context, string container, bool copyOwners, bool followLink)
{
    private const long IsDirectory = 1L << 31; // Go's os.ModeDir
    private const long IsLink = 1L << 27; // Go's os.ModeSymlink

    /// <summary>Bytes of content.</summary>
    public long Run(string source, string destination)
    {
        var (path, exists, isDirectory) = Stat(destination);
        if (source == "-")
        {
            if (!isDirectory)
            {
                throw new CommandException($"destination \"{container}:{destination}\" must be a directory");
            }

            context.Engine.Containers.PutArchive(container, path, context.Input, copyOwners);
            return 0;
        }

        var sourceIsDirectory = SourceKind(source);
        var (directory, name) = Place(source, sourceIsDirectory, path, exists, isDirectory);
        using var archive = new TarStream(source.Length > 1 ? source.TrimEnd('/') : source, name, followLink || CopyPath.SaysDirectory(source));
        context.Engine.Containers.PutArchive(container, directory, archive, copyOwners);
        return archive.ContentBytes;
    }

    private bool SourceKind(string source)
    {
        var info = new FileInfo(source.TrimEnd('/') is { Length: > 0 } plain ? plain : "/");
        var isLink = info.LinkTarget is not null;
        if (Directory.Exists(source) && (!isLink || followLink || CopyPath.SaysDirectory(source)))
        {
            return true;
        }

        if (!isLink && !info.Exists)
        {
            throw new CommandException($"lstat {Path.GetFullPath(source)}: no such file or directory");
        }

        return CopyPath.SaysDirectory(source) ? throw new CommandException("not a directory") : false;
    }

    private static (string Directory, string Name) Place(string source, bool sourceIsDirectory, string path, bool exists, bool isDirectory)
    {
        if (exists && isDirectory)
        {
            return (path, CopyPath.IsContent(source) ? "." : CopyPath.Base(Path.GetFullPath(source)));
        }

        if (exists && sourceIsDirectory)
        {
            throw new CommandException("cannot copy directory");
        }

        if (exists && CopyPath.SaysDirectory(path))
        {
            throw new CommandException("not a directory");
        }

        if (!exists && !sourceIsDirectory && CopyPath.SaysDirectory(path))
        {
            throw new CommandException("no such directory");
        }

        return (CopyPath.Parent(path), CopyPath.Base(path));
    }

    /// <summary>What stands at the destination, with a link there followed once, as docker does.</summary>
    private (string Path, bool Exists, bool IsDirectory) Stat(string destination)
    {
        var path = destination.StartsWith('/') ? destination : "/" + destination;
        try
        {
            using var stat = context.Engine.Containers.StatPath(container, path);
            var mode = stat.RootElement.Number("mode");
            if ((mode & IsLink) == 0)
            {
                return (path, true, (mode & IsDirectory) != 0);
            }

            var link = stat.RootElement.Text("linkTarget");
            path = link.StartsWith('/') ? link : $"{CopyPath.Parent(path).TrimEnd('/')}/{link}";
            using var target = context.Engine.Containers.StatPath(container, path);
            return (path, true, (target.RootElement.Number("mode") & IsDirectory) != 0);
        }
        catch (EngineApiException error) when (error.IsNotFound)
        {
            return (path, false, false);
        }
    }
}
