namespace Davit.Cli.Commands;

/// <summary>Archives to standard output, or to a file that appears only once it is complete.</summary>
internal static class OutputFile
{
    private const int BufferSize = 256 * 1024;

    public static void Check(CommandContext context, string path, string refusal)
    {
        if (path.Length == 0 && context.Terminal.OutputIsTerminal)
        {
            throw new CommandException(refusal);
        }
    }

    public static void Write(CommandContext context, string path, Stream content, string failure)
    {
        if (path.Length == 0)
        {
            context.Out.Flush();
            content.CopyTo(context.Output, BufferSize);
            return;
        }

        var directory = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(directory))
        {
            throw new CommandException($"{failure}: invalid output path: directory \"{directory}\" does not exist");
        }

        if (Directory.Exists(path))
        {
            throw new CommandException($"{failure}: invalid output path: \"{path}\" must be a regular file");
        }

        if (File.Exists(path) && !File.ResolveLinkTarget(path, true)!.IsRegular())
        {
            using var device = new FileStream(path, FileMode.Open, FileAccess.Write); // a pipe or /dev/null: nothing to rename over
            content.CopyTo(device, BufferSize);
            return;
        }

        WriteWhole(path, content);
    }

    private static void WriteWhole(string path, Stream content)
    {
        var temporary = $"{path}.{Environment.ProcessId}.part";
        try
        {
            using (var file = new FileStream(temporary, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                content.CopyTo(file, BufferSize);
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static bool IsRegular(this FileSystemInfo? info) => info is null || (info.Attributes & (FileAttributes.Device | FileAttributes.Directory)) == 0;
}
