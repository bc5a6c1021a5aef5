using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;

namespace Davit.Cli.Tests.Configuration;

/// <summary>Which daemon is meant, docker's order: options, DOCKER_HOST, DOCKER_CONTEXT, the configured context, this machine.</summary>
public sealed class EndpointResolverTests : IDisposable
{
    private readonly CliRun run = new();

    public EndpointResolverTests()
    {
        run.Environment.Clear();
        run.Environment["HOME"] = run.Home;
        var contexts = new ContextStore(Path.Combine(run.Home, ".docker"));
        contexts.Save("one", "", "tcp://one:1", skipVerify: false);
        contexts.Save("two", "", "tcp://two:2", skipVerify: false);
        contexts.Save("three", "", "tcp://three:3", skipVerify: false);
    }

    public void Dispose() => run.Dispose();

    [Fact]
    public void An_option_comes_before_everything_else()
    {
        AllVariables();
        Assert.Equal("tcp://opt:9", Resolve("-H", "tcp://opt:9"));
    }

    [Fact]
    public void A_named_context_comes_before_the_environment()
    {
        AllVariables();
        Assert.Equal("tcp://two:2", Resolve("--context", "two"));
    }

    [Fact]
    public void The_host_of_the_environment_comes_before_contexts()
    {
        AllVariables();
        Assert.Equal("tcp://env:8", Resolve());
    }

    [Fact]
    public void The_context_of_the_environment_comes_before_the_configured_one()
    {
        AllVariables();
        run.Environment.Remove("DOCKER_HOST");
        Assert.Equal("tcp://one:1", Resolve());
    }

    [Fact]
    public void The_configured_context_comes_last()
    {
        AllVariables();
        run.Environment.Remove("DOCKER_HOST");
        run.Environment.Remove("DOCKER_CONTEXT");
        Assert.Equal("tcp://three:3", Resolve());
    }

    [Fact]
    public void Our_own_variable_comes_before_dockers()
    {
        AllVariables();
        run.Environment["DAVIT_HOST"] = "tcp://own:7";
        Assert.Equal("tcp://own:7", Resolve());
    }

    [Fact]
    public void Otherwise_it_is_this_machine() => Assert.StartsWith("unix://", Resolve(), StringComparison.Ordinal);

    [Fact]
    public void Empty_variables_do_not_count()
    {
        run.Environment["DOCKER_HOST"] = "";
        run.Environment["DOCKER_CONTEXT"] = "two";
        Assert.Equal("tcp://two:2", Resolve());
    }

    [Fact]
    public void The_default_context_can_be_named_against_the_configured_one()
    {
        ConfigFile.Change(Path.Combine(run.Home, ".docker"), "currentContext", "three");
        Assert.StartsWith("unix://", Resolve("--context", "default"), StringComparison.Ordinal);
    }

    [Fact]
    public void Host_and_context_contradict_each_other() => Assert.Equal(
        "conflicting options: cannot specify both --host and --context", Refusal("-H", "tcp://x:1", "--context", "two"));

    [Fact]
    public void Two_hosts_are_one_too_many() => Assert.Equal("Specify only one -H", Refusal("-H", "tcp://x:1", "-H", "tcp://y:1"));

    [Fact]
    public void A_context_that_does_not_exist_is_named()
    {
        Assert.Contains("context \"none\": context not found: open ", Refusal("--context", "none"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://x")]
    [InlineData("tcp://x:y")]
    public void A_host_that_makes_no_sense_is_refused(string host) => Assert.Contains(host, Refusal("-H", host), StringComparison.Ordinal);

    [Fact]
    public void Certificates_of_the_environment_are_used_for_tcp()
    {
        File.WriteAllText(Path.Combine(run.Home, "ca.pem"), "");
        run.Environment["DOCKER_TLS_VERIFY"] = "1";
        run.Environment["DOCKER_CERT_PATH"] = run.Home;
        Parse("-H", "tcp://x");
        var endpoint = run.Context.Engine.Endpoint;
        Assert.Equal((true, Path.Combine(run.Home, "ca.pem"), null, 2376), (endpoint.Tls!.Verify, endpoint.Tls.CaFile, endpoint.Tls.KeyFile, endpoint.Port));
    }

    private void AllVariables()
    {
        run.Environment["DOCKER_HOST"] = "tcp://env:8";
        run.Environment["DOCKER_CONTEXT"] = "one";
        ConfigFile.Change(Path.Combine(run.Home, ".docker"), "currentContext", "three");
    }

    private string Resolve(params string[] options)
    {
        Parse(options);
        return run.Context.Engine.Endpoint.Text;
    }

    private string Refusal(params string[] options)
    {
        Parse(options);
        return Assert.Throws<CommandException>(() => run.Context.Engine).Message;
    }

    private void Parse(params string[] options) => new FlagSet(run.Context.Globals.Flags).Parse(options, interspersed: false);
}
