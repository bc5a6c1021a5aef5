using Davit.EndToEnd.Tests.Support;

namespace Davit.EndToEnd.Tests.Commands;

[Collection("daemon")]
public sealed class ImageTests(SharedDaemon shared)
{
    private readonly PrivateDaemon daemon = shared.Daemon;

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Commit_history_tag_save_rmi_load(string client)
    {
        var name = "committed-" + client;
        var archive = Path.Combine(daemon.Root, name + ".tar");
        var id = daemon.Client(client, "run", "-d", "busybox", "sh", "-c", "echo new > /new; rm /etc/group").Ok().Line;
        daemon.Client(client, "wait", id).Ok();
        var changes = daemon.Client(client, "diff", id).Ok().Output;
        Assert.Contains("A /new\n", changes, StringComparison.Ordinal);
        Assert.Contains("D /etc/group\n", changes, StringComparison.Ordinal);
        Assert.Contains("C /etc\n", changes, StringComparison.Ordinal);
        var image = daemon.Client(client, "commit", "-m", "a change", "--change", "ENV X=y", id, name).Ok().Line;
        Assert.StartsWith("sha256:", image, StringComparison.Ordinal);
        Assert.Equal("new y", daemon.Client(client, "run", "--rm", name, "sh", "-c", "echo $(cat /new) $X; ls /etc/group 2>/dev/null").Exited(1).Line);
        Assert.Contains("a change", daemon.Client(client, "history", name).Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "tag", name, name + ":v2").Ok();
        daemon.Client(client, "save", "-o", archive, name + ":v2").Ok();
        daemon.Client(client, "rm", id).Ok();
        Assert.Contains("Untagged: " + name, daemon.Client(client, "rmi", name, name + ":v2").Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "image", "inspect", name).Exited(1);
        Assert.Contains($"Loaded image: {name}:v2", daemon.Client(client, "load", "-i", archive).Ok().Output, StringComparison.Ordinal);
        Assert.Equal(image, daemon.Client(client, "inspect", "-f", "{{.Id}}", name + ":v2").Ok().Line);
        daemon.Client(client, "rmi", name + ":v2").Ok();
        File.Delete(archive);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void Export_and_import_keep_the_files(string client)
    {
        var archive = Path.Combine(daemon.Root, "export-" + client + ".tar");
        var id = daemon.Client(client, "create", "busybox").Ok().Line;
        daemon.Client(client, "export", "-o", archive, id).Ok();
        daemon.Client(client, "rm", id).Ok();
        daemon.Client(client, "import", "--change", "CMD [\"cat\",\"/etc/passwd\"]", archive, "imported-" + client).Ok();
        Assert.Contains("root:x:0:0", daemon.Client(client, "run", "--rm", "imported-" + client).Ok().Output, StringComparison.Ordinal);
        daemon.Client(client, "rmi", "imported-" + client).Ok();
        File.Delete(archive);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void An_image_in_use_is_not_removed(string client)
    {
        var id = daemon.Client(client, "create", "busybox").Ok().Line;
        var outcome = daemon.Client(client, "rmi", "busybox").Exited(1);
        Assert.Contains("conflict", outcome.Error, StringComparison.Ordinal);
        daemon.Client(client, "rm", id).Ok();
        Assert.Contains("busybox", daemon.Client(client, "images").Ok().Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("davit")]
    [InlineData("docker")]
    public void A_truncated_archive_is_refused_and_leaves_nothing(string client)
    {
        var before = daemon.Client(client, "images", "-aq").Ok().Output;
        var whole = Path.Combine(daemon.Root, "whole-" + client + ".tar");
        daemon.Client(client, "save", "-o", whole, "busybox").Ok();
        Shell.Sh($"head -c 600000 {whole} > {whole}.cut").Ok();
        Assert.NotEqual(0, daemon.Client(client, "load", "-i", whole + ".cut").ExitCode);
        Assert.Equal(before, daemon.Client(client, "images", "-aq").Ok().Output);
        File.Delete(whole);
        File.Delete(whole + ".cut");
    }
}
