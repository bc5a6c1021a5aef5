using Davit.EndToEnd.Tests.Reliability;
using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Attacks;

/// <summary>A container that changes what the engine is looking at. Short forms; './dev soak' runs more rounds.</summary>
[Collection("daemon")]
public sealed class RaceTests(SharedDaemon shared) : IDisposable
{
    private readonly PrivateDaemon daemon = shared.Daemon;
    private readonly string outside = Directory.CreateTempSubdirectory("davit-e2e-race-").FullName;

    // CVE-2021-30465, CVE-2025-31133, CVE-2025-52565: the mount point is swapped for a symlink while another container starts.
    [Theory]
    [InlineData("/")]
    [InlineData("/proc")]
    [InlineData("../../../../../../../..")]
    public void A_mount_point_swapped_during_start_never_leads_out(string target)
    {
        File.WriteAllText(Path.Combine(outside, "marker"), "marker");
        daemon.Davit("volume", "create", "race").Ok();
        var swapper = daemon.Davit(
            "run", "-d", "-v", "race:/v", "busybox", "sh", "-c",
            $"cd /v; mkdir a; ln -s {target} b; while :; do mv a t; mv b a; mv t b; mv a t; mv b a; mv t b; done").Ok().Line;
        try
        {
            for (var round = 0; round < CrashTests.Rounds(12); round++)
            {
                // It starts or is refused; what it sees is its own root, and every mount of it is below.
                var outcome = daemon.Davit(
                    "run", "--rm", "-v", "race:/v", "-v", $"{outside}:/v/a/in", "--tmpfs", "/v/b/t", "busybox", "sh", "-c",
                    "ls -d /usr/share/dotnet /v/a/usr/share/dotnet /marker /proc/marker 2>/dev/null; cut -d' ' -f5 /proc/self/mountinfo | grep -v '^/'; grep -c busybox /proc/self/mountinfo >/dev/null; exit 0");
                Assert.Equal("", outcome.Output);
            }
        }
        finally
        {
            daemon.Davit("rm", "-f", swapper).Ok();
            daemon.Davit("volume", "rm", "race").Ok();
        }

        Assert.Equal(["marker"], Directory.GetFileSystemEntries(outside).Select(Path.GetFileName));
        Assert.DoesNotContain(outside, File.ReadAllText("/proc/mounts"), StringComparison.Ordinal);
    }

    // CVE-2018-15664, CVE-2026-42306: a directory is swapped for a symlink while cp goes through it.
    [Fact]
    public void A_directory_swapped_during_cp_never_leads_out()
    {
        File.WriteAllText(Path.Combine(outside, "victim"), "secret");
        var id = daemon.Davit(
            "run", "-d", "busybox", "sh", "-c",
            $"mkdir /x; echo own > /x/victim; ln -s {outside} /y; cd /; while :; do mv x t; mv y x; mv t y; mv x t; mv y x; mv t y; done").Ok().Line;
        var copied = Path.Combine(daemon.Root, "race-copied");
        var evil = Path.Combine(daemon.Root, "race-evil");
        File.WriteAllText(evil, "evil");
        try
        {
            for (var round = 0; round < CrashTests.Rounds(15); round++)
            {
                daemon.Davit("cp", evil, id + ":/x/victim");
                Assert.Equal("secret", File.ReadAllText(Path.Combine(outside, "victim")));
                if (daemon.Davit("cp", id + ":/x/victim", copied).ExitCode == 0)
                {
                    Assert.DoesNotContain("secret", File.ReadAllText(copied), StringComparison.Ordinal);
                    File.Delete(copied);
                }
            }
        }
        finally
        {
            daemon.Davit("rm", "-f", id).Ok();
            File.Delete(evil);
        }

        Assert.Equal(["victim"], Directory.GetFileSystemEntries(outside).Select(Path.GetFileName));
    }

    // CVE-2026-41567, CVE-2019-14271: a compressed archive is unpacked with a program or a library of the container.
    [Theory]
    [InlineData("gzip", "gz")]
    [InlineData("bzip2", "bz2")]
    [InlineData("xz", "xz")]
    [InlineData("zstd", "zst")]
    public void A_compressed_archive_runs_no_program_of_the_container(string program, string suffix)
    {
        var folder = Path.Combine(daemon.Root, "race-archive");
        Directory.CreateDirectory(folder);
        var id = daemon.Davit(
            "run", "-d", "-v", $"{outside}:/out", "busybox", "sh", "-c",
            "mkdir -p /usr/bin; for p in xz unxz gzip gunzip unpigz bzip2 bunzip2 zstd tar; do for d in /bin /usr/bin; do rm -f $d/$p; printf '#!/bin/sh\\ntouch /out/ran\\n' > $d/$p; chmod +x $d/$p; done; done; echo ready; sleep 300").Ok().Line;
        try
        {
            Shell.Until(() => daemon.Davit("logs", id).Ok().Output.Contains("ready", StringComparison.Ordinal), "the programs are in place");
            Shell.Sh($"cd {folder} && echo inside > file && tar -cf a.tar file && {program} -k a.tar").Ok();
            var answer = Shell.Sh($"curl -s -w '%{{http_code}}' --unix-socket {daemon.Socket} -X PUT -T {folder}/a.tar.{suffix} 'http://d/containers/{id}/archive?path=/tmp'").Ok();
            Assert.EndsWith("200", answer.Line, StringComparison.Ordinal);
            Assert.Equal("inside", daemon.Davit("exec", id, "cat", "/tmp/file").Ok().Line);
        }
        finally
        {
            daemon.Davit("rm", "-f", id).Ok();
            Directory.Delete(folder, recursive: true);
        }

        Assert.Empty(Directory.GetFileSystemEntries(outside));
    }

    public void Dispose() => Directory.Delete(outside, recursive: true);
}
