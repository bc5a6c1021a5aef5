using System.IO.Compression;
using Davit.Linux;
using Davit.Linux.Processes;
using Davit.Shim.Server;

namespace Davit.Shim.Logs;

/// <summary>Compresses rotated files in a child process (<c>davit shim --compress</c>), so that its memory goes away with it.</summary>
internal sealed class LogCompressor(ProcessReaper reaper) : ILogCompressor
{
    public bool IsBusy { get; private set; }

    public void Start(string path)
    {
        try
        {
            var pid = SpawnCalls.Spawn(new SpawnRequest
            {
                Path = "/proc/self/exe",
                Arguments = ["davit", "shim", "--compress", path],
            });
            IsBusy = true;
            reaper.Expect(pid, _ => IsBusy = false);
        }
        catch (LinuxException)
        {
            // The file stays as it is; readers take both forms.
        }
    }

    /// <summary>The child's work: replaces a file by its compressed form. Returns the exit code.</summary>
    public static int Compress(string path)
    {
        var temporary = path + ".gz.tmp";
        try
        {
            using (var source = File.OpenRead(path))
            using (var target = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            using (var compressed = new GZipStream(target, CompressionLevel.Fastest))
            {
                source.CopyTo(compressed);
            }

            File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path + ".gz", overwrite: true);
            File.Delete(path);
            return 0;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            File.Delete(temporary);
            return 1;
        }
    }
}
