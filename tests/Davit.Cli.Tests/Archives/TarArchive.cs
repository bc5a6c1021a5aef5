using System.Formats.Tar;
using System.Text;

namespace Davit.Cli.Tests.Archives;

/// <summary>Archives by another hand: the platform's own writer.</summary>
internal static class TarArchive
{
    public static byte[] Make(params TarEntry[] entries) => Make(TarEntryFormat.Pax, entries);

    public static byte[] Make(TarEntryFormat format, params TarEntry[] entries)
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, format, leaveOpen: true))
        {
            foreach (var entry in entries)
            {
                writer.WriteEntry(entry);
            }
        }

        return archive.ToArray();
    }

    public static PaxTarEntry File(string name, string content = "x", UnixFileMode mode = (UnixFileMode)0x1a4) =>
        new(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(content)), Mode = mode };

    public static PaxTarEntry Directory(string name, UnixFileMode mode = (UnixFileMode)0x1ed) => new(TarEntryType.Directory, name) { Mode = mode };

    public static PaxTarEntry Symlink(string name, string target) => new(TarEntryType.SymbolicLink, name) { LinkName = target };

    public static PaxTarEntry HardLink(string name, string target) => new(TarEntryType.HardLink, name) { LinkName = target };

    public static PaxTarEntry Other(TarEntryType type, string name) => new(type, name) { Mode = (UnixFileMode)0x1a4 };

    /// <summary>Corrects the checksum of the header at <paramref name="offset"/> after a change.</summary>
    public static byte[] Seal(byte[] archive, int offset = 0)
    {
        var header = archive.AsSpan(offset, 512);
        header.Slice(148, 8).Fill((byte)' ');
        var sum = 0;
        foreach (var value in header)
        {
            sum += value;
        }

        Encoding.ASCII.GetBytes(Convert.ToString(sum, 8).PadLeft(6, '0') + "\0 ", header.Slice(148, 8));
        return archive;
    }
}
