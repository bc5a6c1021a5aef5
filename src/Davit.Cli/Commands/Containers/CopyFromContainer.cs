using Davit.Cli.Archives;
using Davit.Client.Containers;
using Davit.Client;
using Davit.Linux.Files;

namespace Davit.Cli.Commands.Containers;

/// <summary>Container to this machine, by docker's rules on what exists and what a path says.</summary>
internal sealed class CopyFromContainer(CommandContext context, string container, bool keepOwners, bool followLink)
{
    private const long IsDirectory = 1L << 31; // Go's os.ModeDir
    private const long IsLink = 1L << 27; // Go's os.ModeSymlink

    /// <summary>Bytes of content.</summary>
    public long Run(string source, string destination)
    {
        var original = source;
        source = followLink ? Resolve(source) : source;
        using var response = context.Engine.Containers.GetArchive(container, source);
        if (destination == "-")
        {
            context.Out.Flush();
            response.Body.CopyTo(context.Output, 256 * 1024);
            return 0;
        }

        using var stat = ContainerClient.PathStat(response);
        var sourceIsDirectory = (stat.RootElement.Number("mode") & IsDirectory) != 0;
        var rebased = CopyPath.Base(original);
        var (directory, name) = Place(source, sourceIsDirectory, rebased, destination);
        using var target = OpenCalls.Open(directory, OpenFlags.Directory | OpenFlags.CloseOnExec);
        var extractor = new TarExtractor(target, keepOwners);
        var from = CopyPath.Base(source);
        extractor.Run(response.Body, member => name is null ? member : CopyPath.Rebase(member, from, name));
        extractor.Skipped.ForEach(context.Error.WriteLine);
        return extractor.Bytes;
    }

    /// <summary>The directory to unpack in, and the new name of the member (null: as it is).</summary>
    private static (string Directory, string? Name) Place(string source, bool sourceIsDirectory, string rebased, string destination)
    {
        if (Directory.Exists(destination))
        {
            return (destination, CopyPath.IsContent(source) ? null : rebased == "/" ? null : rebased);
        }

        if (File.Exists(destination) || new FileInfo(destination).LinkTarget is not null)
        {
            if (sourceIsDirectory)
            {
                throw new CommandException("cannot copy directory");
            }

            if (CopyPath.SaysDirectory(destination))
            {
                throw new CommandException("not a directory");
            }
        }
        else if (!sourceIsDirectory && CopyPath.SaysDirectory(destination))
        {
            throw new CommandException("no such directory");
        }

        var parent = CopyPath.Parent(destination);
        return Directory.Exists(parent)
            ? (parent, CopyPath.Base(destination))
            : throw new CommandException($"invalid output path: directory \"{Path.GetFullPath(parent)}\" does not exist");
    }

    private string Resolve(string source)
    {
        using var stat = context.Engine.Containers.StatPath(container, source);
        var link = stat.RootElement.Text("linkTarget");
        if ((stat.RootElement.Number("mode") & IsLink) == 0 || link.Length == 0)
        {
            return source;
        }

        return link.StartsWith('/') ? link : $"{CopyPath.Parent(source).TrimEnd('/')}/{link}";
    }
}
