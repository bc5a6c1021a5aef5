using System.Text;
using Davit.Oci;
using Davit.Storage.Archives;

namespace Davit.Testing;

/// <summary>A layer's archive, entry by entry, in the order in which they are added.</summary>
public sealed class TestLayer
{
    private const uint DirectoryMode = 0x1ED; // 0755
    private const uint DefaultMode = 0x1A4; // 0644
    private const long Modified = 1_700_000_000;

    private readonly List<(TarEntry Entry, byte[] Content)> entries = [];

    /// <summary>The digest of the archive.</summary>
    public Digest DiffId => Digest.Of(ToArchive());

    public TestLayer Directory(string name, uint mode = DirectoryMode, uint userId = 0, uint groupId = 0) =>
        Add(name.TrimEnd('/') + "/", TarEntryKind.Directory, mode, userId: userId, groupId: groupId);

    public TestLayer File(string name, string content, uint mode = DefaultMode, uint userId = 0, uint groupId = 0) =>
        File(name, Encoding.UTF8.GetBytes(content), mode, userId, groupId);

    public TestLayer File(string name, byte[] content, uint mode = DefaultMode, uint userId = 0, uint groupId = 0) =>
        Add(name, TarEntryKind.File, mode, content, userId: userId, groupId: groupId);

    public TestLayer Symlink(string name, string target) => Add(name, TarEntryKind.SymbolicLink, 0x1FF, link: target);

    public TestLayer HardLink(string name, string target) => Add(name, TarEntryKind.HardLink, DefaultMode, link: target);

    public TestLayer CharacterDevice(string name, uint major, uint minor) =>
        Add(name, TarEntryKind.CharacterDevice, 0x1B6, major: major, minor: minor);

    public TestLayer Fifo(string name) => Add(name, TarEntryKind.Fifo, DefaultMode);

    /// <summary>Hides what lower layers have under this name.</summary>
    public TestLayer Whiteout(string directory, string name) => File(Combine(directory, ".wh." + name), "");

    /// <summary>Hides all that lower layers have in this directory.</summary>
    public TestLayer Opaque(string directory) => File(Combine(directory, ".wh..wh..opq"), "");

    /// <summary>A file with an extended attribute.</summary>
    public TestLayer FileWithXattr(string name, string content, string attribute, byte[] value)
    {
        File(name, content);
        entries[^1].Entry.Xattrs = [new TarXattr(Encoding.UTF8.GetBytes(attribute), value)];
        return this;
    }

    /// <summary>Everything below a directory of the host: files, directories and symbolic links, with their modes, owned by root.</summary>
    public TestLayer Tree(string path, string prefix = "")
    {
        foreach (var info in new DirectoryInfo(path).EnumerateFileSystemInfos().OrderBy(info => info.Name, StringComparer.Ordinal))
        {
            var name = Combine(prefix, info.Name);
            var mode = (uint)info.UnixFileMode;
            if (info.LinkTarget is { } target)
            {
                Symlink(name, target);
            }
            else if (info is DirectoryInfo)
            {
                Directory(name, mode);
                Tree(info.FullName, name);
            }
            else
            {
                File(name, System.IO.File.ReadAllBytes(info.FullName), mode);
            }
        }

        return this;
    }

    /// <summary>A statically linked busybox with its usual names, and enough of <c>/etc</c> for users to be found.</summary>
    /// <exception cref="FileNotFoundException">Debian's package busybox-static is not installed.</exception>
    public TestLayer Busybox()
    {
        string[] applets =
        [
            "sh", "ash", "cat", "chmod", "chown", "cp", "date", "dd", "df", "echo", "env", "false", "find", "free", "grep", "head", "hostname",
            "id", "ip", "kill", "ln", "ls", "md5sum", "mkdir", "mkfifo", "mknod", "mount", "mv", "nc", "nslookup", "pidof", "ping", "printenv",
            "printf", "ps", "pwd", "readlink", "rm", "rmdir", "sed", "seq", "sha256sum", "sleep", "sort", "stat", "stty", "tail", "tar", "tee",
            "test", "time", "timeout", "top", "touch", "tr", "true", "tty", "umount", "uname", "uniq", "usleep", "vi", "wc", "wget", "which",
            "whoami", "xargs", "yes",
        ];
        Directory("bin").File("bin/busybox", System.IO.File.ReadAllBytes("/bin/busybox"), DirectoryMode);
        foreach (var applet in applets)
        {
            Symlink("bin/" + applet, "busybox");
        }

        return Directory("etc")
            .File("etc/passwd", "root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false\nnobody:x:65534:65534:nobody:/:/bin/false\nuser:x:1000:1000::/home/user:/bin/sh\n")
            .File("etc/group", "root:x:0:\ndaemon:x:1:\nusers:x:100:user\nnogroup:x:65534:\nuser:x:1000:\n")
            .Directory("root", 0x1C0)
            .Directory("home").Directory("home/user", DirectoryMode, 1000, 1000)
            .Directory("tmp", 0x3FF)
            .Directory("var").Directory("usr").Symlink("usr/bin", "../bin");
    }

    public byte[] ToArchive()
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

    private static string Combine(string directory, string name) => directory.Length == 0 ? name : directory + "/" + name;

    private TestLayer Add(
        string name,
        TarEntryKind kind,
        uint mode,
        byte[]? content = null,
        string link = "",
        uint userId = 0,
        uint groupId = 0,
        uint major = 0,
        uint minor = 0)
    {
        var entry = new TarEntry
        {
            Name = Encoding.UTF8.GetBytes(name),
            LinkName = Encoding.UTF8.GetBytes(link),
            Kind = kind,
            Mode = mode,
            UserId = userId,
            GroupId = groupId,
            Size = content?.Length ?? 0,
            ModifiedSeconds = Modified,
            DeviceMajor = major,
            DeviceMinor = minor,
        };
        entries.Add((entry, content ?? []));
        return this;
    }
}
