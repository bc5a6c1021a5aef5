using System.Diagnostics;
using Davit.Storage.Archives;

namespace Davit.Storage.Tests.Archives;

/// <summary>Writing and reading archives in memory.</summary>
internal static class Tar
{
    public static byte[] Write(params (TarEntry Entry, byte[] Content)[] entries)
    {
        using var output = new MemoryStream();
        var writer = new TarWriter(output);
        foreach (var (entry, content) in entries)
        {
            writer.WriteHeader(entry);
            writer.Write(content);
            writer.Pad(content.Length);
        }

        writer.Complete();
        return output.ToArray();
    }

    public static List<(TarEntry Entry, byte[] Content)> Read(byte[] archive, ArchiveLimits? limits = null, int bufferSize = 1 << 12)
    {
        using var source = new StreamSource(new MemoryStream(archive), bufferSize);
        var reader = new TarReader(source, limits ?? new ArchiveLimits());
        var entries = new List<(TarEntry, byte[])>();
        while (reader.Next() is { } entry)
        {
            using var content = new MemoryStream();
            using var payload = new TarEntryStream(reader);
            payload.CopyTo(content);
            entries.Add((entry, content.ToArray()));
        }

        return entries;
    }

    public static string Gnu(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("tar", arguments) { WorkingDirectory = directory, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException(error);
    }
}
