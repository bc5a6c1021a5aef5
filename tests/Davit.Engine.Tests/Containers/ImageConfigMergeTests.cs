using Davit.Engine.Containers;
using Davit.Oci.Image;

namespace Davit.Engine.Tests.Containers;

public sealed class ImageConfigMergeTests
{
    private static readonly ImageConfig Image = new()
    {
        Cmd = ["serve"],
        Entrypoint = ["/entry"],
        Env = ["A=image", "B=image"],
        Labels = new Dictionary<string, string> { ["x"] = "image", ["y"] = "image" },
        ExposedPorts = ["80/tcp"],
        WorkingDir = "/srv",
        User = "web",
        Healthcheck = new HealthcheckConfig { Test = ["CMD", "probe"], Retries = 7 },
    };

    [Fact]
    public void Nothing_said_means_the_images_words()
    {
        var merged = ImageConfigMerge.Merge(new ContainerConfig(), Image);
        Assert.Equal(["/entry"], merged.Entrypoint);
        Assert.Equal(["serve"], merged.Cmd);
        Assert.Equal(("/srv", "web"), (merged.WorkingDir, merged.User));
        Assert.Equal(7, merged.Healthcheck!.Retries);
    }

    [Fact]
    public void A_new_entrypoint_drops_the_images_command()
    {
        var merged = ImageConfigMerge.Merge(new ContainerConfig { Entrypoint = ["/bin/sh"] }, Image);
        Assert.Equal(["/bin/sh"], merged.Entrypoint);
        Assert.Null(merged.Cmd);
    }

    [Fact]
    public void An_empty_entrypoint_resets_it() =>
        Assert.Null(ImageConfigMerge.Merge(new ContainerConfig { Entrypoint = [""], Cmd = ["x"] }, Image).Entrypoint);

    [Fact]
    public void Variables_and_labels_of_the_user_win_and_the_others_stay()
    {
        var merged = ImageConfigMerge.Merge(
            new ContainerConfig { Env = ["A=user", "C"], Labels = new Dictionary<string, string> { ["x"] = "user" }, ExposedPorts = ["81/tcp"] }, Image);
        Assert.Equal(["A=user", "C", "B=image"], merged.Env);
        Assert.Equal(("user", "image"), (merged.Labels!["x"], merged.Labels["y"]));
        Assert.Equal(["81/tcp", "80/tcp"], merged.ExposedPorts);
    }

    [Fact]
    public void Health_is_merged_member_by_member()
    {
        var merged = ImageConfigMerge.Merge(new ContainerConfig { Healthcheck = new HealthConfig { Interval = 5 } }, Image).Healthcheck!;
        Assert.Equal(["CMD", "probe"], merged.Test);
        Assert.Equal((5, 7), (merged.Interval, merged.Retries));
    }
}
