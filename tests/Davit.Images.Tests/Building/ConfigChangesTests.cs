using Davit.Images.Building;
using Davit.Oci.Image;

namespace Davit.Images.Tests.Building;

public sealed class ConfigChangesTests
{
    private static readonly ImageConfig Base = new()
    {
        Env = ["PATH=/bin", "A=old"],
        Cmd = ["base"],
        WorkingDir = "/srv",
        ExposedPorts = ["80/tcp"],
        Volumes = ["/v"],
        Labels = new Dictionary<string, string> { ["k"] = "v" },
        OnBuild = ["RUN x"],
    };

    [Theory]
    [InlineData("CMD [\"a\", \"b c\"]", "a|b c")]
    [InlineData("CMD echo $HOME \"x\"", "/bin/sh|-c|echo $HOME \"x\"")]
    [InlineData("cmd ['a']", "/bin/sh|-c|['a']")]
    [InlineData("CMD []", "")]
    public void A_command_is_a_json_list_or_a_line_for_the_shell(string change, string expected) =>
        Assert.Equal(expected, string.Join('|', Apply(change).Cmd!));

    [Fact]
    public void Another_entry_point_drops_the_command_that_was_meant_for_the_old_one()
    {
        Assert.Null(Apply("ENTRYPOINT [\"e\"]").Cmd);
        var both = Apply("CMD [\"c\"]", "ENTRYPOINT [\"e\"]");
        Assert.Equal(["c"], both.Cmd);
        Assert.Equal(["e"], both.Entrypoint);
    }

    [Theory]
    [InlineData("ENV A=new", "PATH=/bin|A=new")]
    [InlineData("ENV B=\"x y\" C=z", "PATH=/bin|A=old|B=x y|C=z")]
    [InlineData("ENV B x y z", "PATH=/bin|A=old|B=x y z")]
    [InlineData("ENV B='$A' C=\"$A\" D=${A}1 E=${X:-d} F=${A:+p}", "PATH=/bin|A=old|B=$A|C=old|D=old1|E=d|F=p")]
    [InlineData("ENV B=a\\ b", "PATH=/bin|A=old|B=a b")]
    [InlineData("ENV B=", "PATH=/bin|A=old|B=")]
    public void Environment_is_set_and_replaced(string change, string expected) => Assert.Equal(expected, string.Join('|', Apply(change).Env!));

    [Theory]
    [InlineData("EXPOSE 53/udp", "53/udp|80/tcp")]
    [InlineData("EXPOSE 90-92 443", "443/tcp|80/tcp|90/tcp|91/tcp|92/tcp")]
    public void Ports_are_added(string change, string expected) => Assert.Equal(expected, string.Join('|', Apply(change).ExposedPorts!));

    [Theory]
    [InlineData("WORKDIR sub", "/srv/sub")]
    [InlineData("WORKDIR /a/../b", "/b")]
    [InlineData("WORKDIR $PATH", "/bin")]
    public void A_working_directory_is_relative_to_the_one_before(string change, string expected) => Assert.Equal(expected, Apply(change).WorkingDir);

    [Fact]
    public void Other_instructions_set_their_members()
    {
        var config = Apply("USER 1000:50", "LABEL a=b \"c d\"=e", "VOLUME [\"/x\", \"/y\"]", "STOPSIGNAL SIGINT", "ONBUILD RUN y");
        Assert.Equal("1000:50", config.User);
        Assert.Equal(3, config.Labels!.Count);
        Assert.Equal("e", config.Labels["c d"]);
        Assert.Equal(["/v", "/x", "/y"], config.Volumes);
        Assert.Equal("SIGINT", config.StopSignal);
        Assert.Equal(["RUN x", "RUN y"], config.OnBuild);
    }

    [Fact]
    public void A_health_check_has_options_and_a_command()
    {
        var check = Apply("HEALTHCHECK --interval=1m30s --timeout=500ms --retries=3 CMD curl -f x").Healthcheck!;
        Assert.Equal(["CMD-SHELL", "curl -f x"], check.Test);
        Assert.Equal(90_000_000_000, check.Interval);
        Assert.Equal(500_000_000, check.Timeout);
        Assert.Equal(3, check.Retries);
        Assert.Equal(["CMD", "a"], Apply("HEALTHCHECK CMD [\"a\"]").Healthcheck!.Test);
        Assert.Equal(["NONE"], Apply("HEALTHCHECK NONE").Healthcheck!.Test);
    }

    [Theory]
    [InlineData("RUN x", "RUN is not a valid change command")]
    [InlineData("FROM x", "FROM is not a valid change command")]
    [InlineData("bogus", "BOGUS is not a valid change command")]
    [InlineData("ENV", "ENV requires at least one argument")]
    [InlineData("ENV A", "ENV must have two arguments")]
    [InlineData("ENV A=b C", "Syntax error - can't find = in \"C\"")]
    [InlineData("ENV =b", "names can not be blank")]
    [InlineData("ENV A=\"b", "double-quote")]
    [InlineData("ENV A=${B", "missing '}'")]
    [InlineData("EXPOSE 70000", "invalid containerPort")]
    [InlineData("EXPOSE 80/icmp", "invalid proto")]
    [InlineData("EXPOSE 9-8", "invalid range")]
    [InlineData("HEALTHCHECK --interval=x CMD y", "invalid duration")]
    [InlineData("HEALTHCHECK --interval=1us CMD y", "cannot be less than 1ms")]
    [InlineData("HEALTHCHECK --what=1 CMD y", "Unknown flag")]
    [InlineData("HEALTHCHECK EXEC y", "Unknown type")]
    [InlineData("ONBUILD ONBUILD RUN x", "isn't allowed")]
    [InlineData("ONBUILD FROM x", "isn't allowed as an ONBUILD trigger")]
    [InlineData("VOLUME [\"\"]", "empty string")]
    public void A_wrong_change_is_refused_with_its_reason(string change, string reason)
    {
        var failure = Assert.Throws<ImageException>(() => Apply(change));
        Assert.Equal(ImageErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    private static ImageConfig Apply(params string[] changes) => ConfigChanges.Apply(Base, changes);
}
