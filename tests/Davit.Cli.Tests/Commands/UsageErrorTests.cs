namespace Davit.Cli.Tests.Commands;

/// <summary>What a wrong command line is answered with: docker 28.2's words and exit status.</summary>
public sealed class UsageErrorTests
{
    private const string RunUsage = "\n\nUsage:  docker run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\n";

    [Theory]
    [InlineData("run", 1, "docker: 'docker run' requires at least 1 argument" + RunUsage + "See 'docker run --help' for more information\n")]
    [InlineData("run --foo", 125, "unknown flag: --foo" + RunUsage + "Run 'docker run --help' for more information\n")]
    [InlineData("run -itQ img", 125, "unknown shorthand flag: 'Q' in -Q" + RunUsage + "Run 'docker run --help' for more information\n")]
    [InlineData("run --name", 125, "flag needs an argument: --name" + RunUsage + "Run 'docker run --help' for more information\n")]
    [InlineData("run -ite", 125, "flag needs an argument: 'e' in -e" + RunUsage + "Run 'docker run --help' for more information\n")]
    [InlineData("run --rm=x img", 125, "invalid argument \"x\" for \"--rm\" flag: strconv.ParseBool: parsing \"x\": invalid syntax" + RunUsage + "Run 'docker run --help' for more information\n")]
    [InlineData("container run", 1, "docker: 'docker container run' requires at least 1 argument\n\nUsage:  docker container run [OPTIONS] IMAGE [COMMAND] [ARG...]\n\nSee 'docker container run --help' for more information\n")]
    [InlineData("ps x", 1, "docker: 'docker ps' accepts no arguments\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n")]
    [InlineData("ps -nx", 125, "invalid argument \"x\" for \"-n, --last\" flag: strconv.ParseInt: parsing \"x\": invalid syntax\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n")]
    [InlineData("ps --filter x", 125, "invalid argument \"x\" for \"-f, --filter\" flag: bad format of filter (expected name=value)\n\nUsage:  docker ps [OPTIONS]\n\nRun 'docker ps --help' for more information\n")]
    [InlineData("rename a", 1, "docker: 'docker rename' requires 2 arguments\n\nUsage:  docker rename CONTAINER NEW_NAME\n\nRun 'docker rename --help' for more information\n")]
    [InlineData("exec a", 1, "docker: 'docker exec' requires at least 2 arguments\n\nUsage:  docker exec [OPTIONS] CONTAINER COMMAND [ARG...]\n\nSee 'docker exec --help' for more information\n")]
    [InlineData("logs a b", 1, "docker: 'docker logs' requires 1 argument\n\nUsage:  docker logs [OPTIONS] CONTAINER\n\nRun 'docker logs --help' for more information\n")]
    [InlineData("cp a", 1, "docker: 'docker cp' requires 2 arguments\n\nUsage:  docker cp [OPTIONS] CONTAINER:SRC_PATH DEST_PATH|-\n\tdocker cp [OPTIONS] SRC_PATH|- CONTAINER:DEST_PATH\n\nRun 'docker cp --help' for more information\n")]
    [InlineData("nosuch", 1, "docker: unknown command: docker nosuch\n\nRun 'docker --help' for more information\n")]
    [InlineData("container nosuch", 1, "docker: unknown command: docker container nosuch\n\nUsage:  docker container\n\nRun 'docker container --help' for more information\n")]
    [InlineData("--foo", 125, "unknown flag: --foo\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n")]
    [InlineData("-H", 125, "flag needs an argument: 'H' in -H\n\nUsage:  docker [OPTIONS] COMMAND [ARG...]\n\nRun 'docker --help' for more information\n")]
    [InlineData("-l bogus ps", 1, "Unable to parse logging level: bogus\n")]
    [InlineData("help nosuch", 1, "unknown help topic: nosuch\n")]
    [InlineData("run -d -a stdin img", 1, "conflicting options: cannot specify both --attach and --detach\n")]
    [InlineData("create --rm --restart always img", 125, "docker: conflicting options: cannot specify both --restart and --rm\n\nRun 'docker create --help' for more information\n")]
    [InlineData("create --pull foo img", 125, "docker: invalid pull option: 'foo': must be one of \"always\", \"missing\" or \"never\"\n\nRun 'docker create --help' for more information\n")]
    [InlineData("run -p a:80 img", 125, "docker: invalid hostPort: a\n\nRun 'docker run --help' for more information\n")]
    public void A_wrong_command_line_is_answered_in_dockers_words(string line, int status, string message)
    {
        using var run = new CliRun();
        Assert.Equal(status, run.Run(line.Split(' ')));
        Assert.Equal((message, ""), (run.Error, run.Output));
    }

    [Fact]
    public void Errors_name_the_program_as_it_was_called()
    {
        using var run = new CliRun("davit");
        Assert.Equal(1, run.Run("ps", "x"));
        Assert.StartsWith("davit: 'davit ps' accepts no arguments\n\nUsage:  davit ps [OPTIONS]\n", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ps", 1)]
    [InlineData("run img", 125)]
    [InlineData("stop a b", 1)]
    public void Without_a_daemon_its_address_is_named(string line, int status)
    {
        using var run = new CliRun();
        Assert.Equal(status, run.Run(line.Split(' ')));
        Assert.Contains($"Cannot connect to the Docker daemon at unix://{run.Home}/no.sock. Is the docker daemon running?", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Commands_of_a_later_version_say_so()
    {
        using var run = new CliRun();
        Assert.Equal(1, run.Run("swarm", "init"));
        Assert.Contains("later version", run.Error, StringComparison.Ordinal);
    }
}
