using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Attacks;

/// <summary>
/// Images made to hurt: each attack is run, and the host is looked at afterwards. The CVE numbers name the class of the attack.
/// </summary>
[Collection("daemon")]
public sealed class HostileImageTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    // CVE-2019-5736: the entry point is the runtime itself, reopened for writing through /proc.
    [Fact]
    public void The_binary_cannot_be_overwritten_through_proc_self_exe()
    {
        var before = Hash();
        var image = Import("exe", "ln -s /proc/self/exe r/bin/evil", "ENTRYPOINT [\"/proc/self/exe\"]");
        Assert.NotEqual(0, daemon.Davit("run", "--rm", image, "-c", "echo").ExitCode);
        daemon.Davit("run", "--rm", "--entrypoint", "/bin/evil", image);
        var id = daemon.Davit("run", "-d", "busybox", "sh", "-c",
            "while :; do for p in /proc/[0-9]*; do [ \"$(readlink $p/exe)\" != /bin/busybox ] && (echo evil > $p/exe) 2>/dev/null; done; done").Ok().Line;
        for (var i = 0; i < 10; i++)
        {
            daemon.Davit("exec", id, "true").Ok();
        }

        daemon.Davit("rm", "-f", id).Ok();
        daemon.Davit("rmi", "-f", image).Ok();
        Assert.Equal(before, Hash());
    }

    // CVE-2024-21626: a working directory that is a leaked descriptor of the host.
    [Theory]
    [InlineData("/proc/self/fd/3")]
    [InlineData("/proc/self/fd/7")]
    [InlineData("/proc/self/fd/8")]
    [InlineData("/proc/1/fd/9")]
    [InlineData("/proc/self/cwd/../../..")]
    public void A_working_directory_never_leads_to_the_host(string directory)
    {
        var outcome = daemon.Davit("run", "--rm", "-w", directory, "busybox", "sh", "-c", "ls -d ../../../../../work ../../../../../usr/share/dotnet 2>/dev/null; readlink /proc/self/cwd");
        Assert.DoesNotContain("work", outcome.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("dotnet", outcome.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void No_descriptor_of_the_engine_is_open_in_a_container()
    {
        Assert.Equal("0\n1\n2\n3", daemon.Davit("run", "--rm", "busybox", "ls", "/proc/self/fd").Ok().Line);
        var id = daemon.Davit("run", "-d", "busybox", "sleep", "300").Ok().Line;
        Assert.Equal("0\n1\n2\n3", daemon.Davit("exec", id, "ls", "/proc/self/fd").Ok().Line);
        Assert.Equal("0\n1\n2", daemon.Davit("exec", id, "ls", "/proc/1/fd").Ok().Line);
        daemon.Davit("rm", "-f", id).Ok();
    }

    // CVE-2019-19921, CVE-2023-28642, CVE-2026-41579: /proc, /sys or /dev of the image is a symlink.
    [Theory]
    [InlineData("proc")]
    [InlineData("sys")]
    [InlineData("dev")]
    public void A_symlink_in_the_place_of_a_mount_point_does_not_reach_the_host(string name)
    {
        var marker = Directory.CreateTempSubdirectory("davit-e2e-link-").FullName;
        var image = Import("link" + name, $"rm -rf r/{name}; ln -s {marker} r/{name}");
        daemon.Davit("run", "--rm", image, "true");
        Assert.Empty(Directory.GetFileSystemEntries(marker));
        Assert.DoesNotContain(marker, File.ReadAllText("/proc/mounts"), StringComparison.Ordinal);
        daemon.Davit("rmi", "-f", image).Ok();
        Directory.Delete(marker);
    }

    // CVE-2019-16884: a volume over /proc would take away its masking.
    [Fact]
    public void A_volume_over_proc_is_refused()
    {
        var image = Import("volproc", "true", "VOLUME /proc");
        var outcome = daemon.Davit("run", "--rm", image, "cat", "/proc/self/status");
        Assert.True(outcome.ExitCode != 0 || outcome.Output.Contains("Seccomp:\t2", StringComparison.Ordinal), outcome.Output + outcome.Error);
        daemon.Davit("rmi", "-f", image).Ok();
    }

    // CVE-2024-40635: a user id that overflows to root.
    [Theory]
    [InlineData("4294967296")]
    [InlineData("2147483648")]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("0:4294967296")]
    public void A_user_id_out_of_range_is_refused(string user)
    {
        var outcome = daemon.Davit("run", "--rm", "-u", user, "busybox", "id", "-u");
        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Empty(outcome.Output);
    }

    // CVE-2024-9676, CVE-2026-47262: the files that names are looked up in are not files, or are huge.
    [Theory]
    [InlineData("rm r/etc/passwd; mkfifo r/etc/passwd")]
    [InlineData("rm r/etc/passwd; ln -s /dev/zero r/etc/passwd")]
    [InlineData("rm r/etc/passwd; truncate -s 3G r/etc/passwd")]
    [InlineData("rm r/etc/group; mkfifo r/etc/group")]
    public void Looking_up_a_user_never_hangs_or_swallows_memory(string spoil)
    {
        var image = Import("passwd", spoil);
        var outcome = daemon.Davit("run", "--rm", "-u", "user", image, "id", "-u");
        Assert.True(outcome.ExitCode is 125 or 126 or 0, $"{outcome.ExitCode}: {outcome.Error}");
        Assert.Equal("alive", daemon.Davit("run", "--rm", "busybox", "echo", "alive").Ok().Line);
        daemon.Davit("rmi", "-f", image).Ok();
    }

    [Fact]
    public void Masked_and_read_only_paths_hold()
    {
        var output = daemon.Davit("run", "--rm", "busybox", "sh", "-c",
            "cat /proc/kcore 2>/dev/null | head -c 10 | wc -c; cat /proc/keys | wc -c; ls /proc/acpi /sys/firmware 2>/dev/null | grep -v : | wc -w; echo 1 > /proc/sysrq-trigger; echo x > /proc/sys/kernel/domainname; echo end").Output;
        Assert.Equal("0\n0\n0\nend\n", output);
    }

    // CVE-2022-24769, CVE-2022-29162, CVE-2022-36109: no inheritable capabilities, no groups of the engine's.
    [Theory]
    [InlineData("", "CapInh:0000000000000000 CapPrm:00000000a80425fb CapEff:00000000a80425fb CapBnd:00000000a80425fb CapAmb:0000000000000000", "0")]
    [InlineData("-u 1234", "CapInh:0000000000000000 CapPrm:0000000000000000 CapEff:0000000000000000 CapBnd:00000000a80425fb CapAmb:0000000000000000", "0")]
    [InlineData("-u 1234:99 --group-add 77", "CapInh:0000000000000000 CapPrm:0000000000000000 CapEff:0000000000000000 CapBnd:00000000a80425fb CapAmb:0000000000000000", "77 99")]
    [InlineData("--cap-drop ALL", "CapInh:0000000000000000 CapPrm:0000000000000000 CapEff:0000000000000000 CapBnd:0000000000000000 CapAmb:0000000000000000", "0")]
    public void Capabilities_and_groups_are_dockers_and_nothing_is_inherited(string options, string capabilities, string groups)
    {
        const string Script = "grep Cap /proc/self/status | tr -d '\\t ' | tr '\\n' ' '; echo; for g in $(id -G); do echo $g; done | sort -n | tr '\\n' ' '";
        var id = daemon.Davit(["run", "-d", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries), "busybox", "sh", "-c", Script + "; echo; echo end; sleep 300"]).Ok().Line;
        Shell.Until(() => daemon.Davit("logs", id).Ok().Output.Contains("end", StringComparison.Ordinal), "it looked");
        var first = daemon.Davit("logs", id).Ok().Output.Split('\n').Select(line => line.Trim()).Take(2);
        var executed = daemon.Davit("exec", id, "sh", "-c", Script).Ok().Output.Split('\n').Select(line => line.Trim()).Take(2);
        daemon.Davit("rm", "-f", id).Ok();

        Assert.Equal([capabilities, groups], first);
        Assert.Equal([capabilities, groups], executed);
    }

    // CVE-2020-15257: a container on the host's network sees no control socket.
    [Fact]
    public void No_abstract_socket_is_a_control_socket()
    {
        var id = daemon.Davit("run", "-d", "busybox", "sleep", "300").Ok().Line;
        Assert.DoesNotContain(daemon.Davit("run", "--rm", "--network", "host", "busybox", "cat", "/proc/net/unix").Ok().Output.Split('\n'),
            line => line.Contains('@') && line.Contains("davit", StringComparison.Ordinal));
        daemon.Davit("rm", "-f", id).Ok();
    }

    // CVE-2021-41091, CVE-2021-41103: what is in the data root is not for other users of the host.
    [Fact]
    public void The_roots_are_closed_to_other_users()
    {
        foreach (var folder in (string[])[daemon.DataRoot, daemon.DataRoot + "/containers", daemon.ExecRoot + "/shims"])
        {
            Assert.Equal(UnixFileMode.None, File.GetUnixFileMode(folder) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite));
        }

        Assert.NotEqual(0, Shell.Sh($"setpriv --reuid 65534 --regid 65534 --clear-groups ls {daemon.DataRoot}/layers").ExitCode);
        Assert.NotEqual(0, Shell.Sh($"setpriv --reuid 65534 --regid 65534 --clear-groups curl -sf --unix-socket {daemon.Socket} http://d/info").ExitCode);
    }

    private static string Hash() => Shell.Run("sha256sum", [PrivateDaemon.Binary]).Ok().Line;

    /// <summary>Busybox's root file system, changed by a line of shell (the root is <c>r/</c>), as an image.</summary>
    private string Import(string name, string spoil, params string[] changes)
    {
        var folder = Directory.CreateTempSubdirectory("davit-e2e-evil-").FullName;
        try
        {
            Shell.Sh($"cd {folder} && mkdir r && tar -C r -xf {PrivateDaemon.Images}/busybox.tar && {{ {spoil}; }} && tar --sparse -C r -cf i.tar .").Ok();
            daemon.Davit(["import", .. changes.SelectMany(c => (string[])["--change", c]), Path.Combine(folder, "i.tar"), "evil-" + name]).Ok();
            return "evil-" + name;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
