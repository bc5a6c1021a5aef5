namespace Davit.Cli.Tests.Commands;

/// <summary>Candidates and scripts for shells.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("", "run")]
    [InlineData("", "container")]
    [InlineData("ru", "run")]
    [InlineData("container r", "restart")]
    [InlineData("volume ", "prune")]
    [InlineData("run --re", "--restart")]
    [InlineData("run --restart ", "unless-stopped")]
    [InlineData("run --restart=un", "--restart=unless-stopped")]
    [InlineData("--log-level ", "debug")]
    [InlineData("--", "--host")]
    [InlineData("context use ", "default")]
    [InlineData("run --env-file ", ":files")]
    [InlineData("run img ", ":files")]
    [InlineData("ps --", "--no-trunc")]
    [InlineData("-D ps --no", "--no-trunc")]
    public void A_word_is_completed_where_it_stands(string line, string candidate) => Assert.Contains(candidate, Complete(line));

    [Theory]
    [InlineData("ru", "container")]
    [InlineData("", "__complete")]
    [InlineData("", "swarm")]
    [InlineData("run ", "--rm")]
    [InlineData("run img -", "--rm")]
    [InlineData("container ", "container ls")]
    [InlineData("run --", "--net")]
    public void What_cannot_stand_there_is_not_offered(string line, string candidate) => Assert.DoesNotContain(candidate, Complete(line));

    [Theory]
    [InlineData("stop ")]
    [InlineData("rmi ")]
    [InlineData("network inspect ")]
    [InlineData("nosuch ")]
    [InlineData("version x ")]
    public void Without_a_daemon_there_are_no_names_and_no_errors(string line)
    {
        using var run = new CliRun();
        Assert.Equal(0, run.Run(["__complete", .. line.Split(' ')]));
        Assert.Equal(("", ""), (run.Output, run.Error));
    }

    [Theory]
    [InlineData("bash", "complete -F _docker_complete docker")]
    [InlineData("zsh", "#compdef docker")]
    [InlineData("fish", "complete -c docker -f -a '(__docker_complete)'")]
    public void A_script_registers_the_program_by_its_name(string shell, string line)
    {
        using var run = new CliRun();
        Assert.Equal(0, run.Run("completion", shell));
        Assert.Contains(line, run.Output.Split('\n'));
        Assert.Contains("docker __complete ", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("PROGRAM", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("DESCRIPTIONS", run.Output, StringComparison.Ordinal);
    }

    private static List<string> Complete(string line)
    {
        using var run = new CliRun();
        Assert.Equal(0, run.Run(["__complete", .. line.Split(' ')]));
        return [.. run.Output.Split('\n').Select(candidate => candidate.Split('\t')[0])];
    }
}
