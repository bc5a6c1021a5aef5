using System.Formats.Tar;
using System.Text;
using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Attacks;

/// <summary>Archives made to leave their root, given to every door that takes one: import and cp.</summary>
[Collection("daemon")]
public sealed class HostileArchiveTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    public static TheoryData<string> Attacks => ["dotdot", "absolute", "symlink-parent", "hardlink-outside", "absolute-symlink-then-file", "whiteout-through-symlink"];

    [Theory]
    [MemberData(nameof(Attacks))]
    public void An_import_writes_nothing_outside(string attack) => Writes_nothing_outside(attack, archive =>
    {
        var outcome = daemon.Davit("import", archive, "hostile-" + attack);
        if (outcome.ExitCode == 0)
        {
            daemon.Davit("rmi", "hostile-" + attack).Ok();
        }
    });

    [Theory]
    [MemberData(nameof(Attacks))]
    public void A_copy_into_a_container_writes_nothing_outside(string attack) => Writes_nothing_outside(attack, archive =>
    {
        var id = daemon.Davit("create", "busybox").Ok().Line;
        Shell.Sh($"{PrivateDaemon.Binary} -H {daemon.Host} cp - {id}:/tmp < {archive}");
        daemon.Davit("rm", "-f", id).Ok();
    });

    // CVE-2018-15664: a symlink of the container is followed inside its root.
    [Fact]
    public void A_copy_follows_the_containers_symlinks_inside_its_root_only()
    {
        var outside = Directory.CreateTempSubdirectory("davit-e2e-out-").FullName;
        File.WriteAllText(Path.Combine(outside, "secret"), "secret");
        var id = daemon.Davit("run", "-d", "busybox", "sh", "-c", $"ln -s {outside} /escape; mkdir -p /run; ln -s /run /var/run; echo r > /run/file; sleep 300").Ok().Line;
        try
        {
            var target = Path.Combine(daemon.Root, "copied");
            Shell.Until(() => daemon.Davit("cp", id + ":/var/run/file", target).ExitCode == 0, "an absolute link of the image still works");
            File.Delete(target);
            daemon.Davit("cp", id + ":/escape/secret", target).Exited(1);
            Assert.False(File.Exists(target));
            var file = Path.Combine(daemon.Root, "evil");
            File.WriteAllText(file, "evil");
            daemon.Davit("cp", file, id + ":/escape/secret");
            Assert.Equal("secret", File.ReadAllText(Path.Combine(outside, "secret")));
            File.Delete(file);
        }
        finally
        {
            daemon.Davit("rm", "-f", id).Ok();
            Directory.Delete(outside, recursive: true);
        }
    }

    private void Writes_nothing_outside(string attack, Action<string> feed)
    {
        var outside = Directory.CreateTempSubdirectory("davit-e2e-outside-").FullName;
        var archive = Path.Combine(daemon.Root, attack + ".tar");
        try
        {
            File.WriteAllText(Path.Combine(outside, "victim"), "intact");
            using (var stream = File.Create(archive))
            {
                Write(stream, attack, outside);
            }

            feed(archive);
            Assert.Equal(["victim"], Directory.GetFileSystemEntries(outside).Select(Path.GetFileName));
            Assert.Equal("intact", File.ReadAllText(Path.Combine(outside, "victim")));
            Assert.False(File.Exists("/davit-escaped"));
            Assert.Equal("alive", daemon.Davit("run", "--rm", "busybox", "echo", "alive").Ok().Line);
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
            File.Delete(archive);
        }
    }

    private static void Write(Stream stream, string attack, string outside)
    {
        using var tar = new TarWriter(stream, TarEntryFormat.Pax);
        var up = string.Concat(Enumerable.Repeat("../", 24));
        switch (attack)
        {
            case "dotdot":
                File_(tar, up + "davit-escaped");
                File_(tar, up + outside[1..] + "/victim");
                break;
            case "absolute":
                File_(tar, outside + "/victim");
                break;
            case "symlink-parent":
                Link(tar, TarEntryType.SymbolicLink, "link", outside);
                File_(tar, "link/victim");
                File_(tar, "link/new");
                break;
            case "hardlink-outside":
                Link(tar, TarEntryType.HardLink, "hard", outside + "/victim");
                Link(tar, TarEntryType.HardLink, "hard2", up + outside[1..] + "/victim");
                File_(tar, "hard");
                File_(tar, "hard2");
                break;
            case "absolute-symlink-then-file":
                Link(tar, TarEntryType.SymbolicLink, "victim", outside + "/victim");
                File_(tar, "victim");
                break;
            case "whiteout-through-symlink":
                Link(tar, TarEntryType.SymbolicLink, "wh", outside);
                File_(tar, "wh/.wh.victim");
                File_(tar, "wh/.wh..wh..opq");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(attack));
        }
    }

    private static void File_(TarWriter tar, string name) =>
        tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(Encoding.ASCII.GetBytes("evil")) });

    private static void Link(TarWriter tar, TarEntryType type, string name, string target) =>
        tar.WriteEntry(new PaxTarEntry(type, name) { LinkName = target });
}
