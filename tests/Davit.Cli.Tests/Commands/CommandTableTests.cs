using Davit.Cli.CommandLine;
using Davit.Cli.Commands;

namespace Davit.Cli.Tests.Commands;

/// <summary>Every command is complete: words, flags, help, and one meaning for each path.</summary>
public sealed class CommandTableTests
{
    public static TheoryData<string> Paths => [.. CommandTable.Entries.SelectMany(entry => entry.Paths)];

    public static TheoryData<string> Visible => [.. CommandTable.Entries.Where(entry => !entry.Hidden).SelectMany(entry => entry.Paths)];

    [Fact]
    public void No_path_is_used_twice()
    {
        var paths = CommandTable.Entries.SelectMany(entry => entry.Paths).ToList();
        Assert.Equal(paths.Count, paths.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Every_path_of_two_words_belongs_to_a_group() => Assert.All(
        CommandTable.Entries.Where(entry => !entry.Hidden && entry.Path.Contains(' ', StringComparison.Ordinal)),
        entry => Assert.NotNull(CommandTable.Group(entry.Path.Split(' ')[0])));

    [Fact]
    public void Every_group_has_commands() => Assert.All(CommandTable.Groups, group => Assert.NotEmpty(CommandTable.InGroup(group.Name)));

    [Theory]
    [MemberData(nameof(Paths))]
    public void A_path_leads_to_its_command(string path)
    {
        var entry = CommandTable.Find([.. path.Split(' '), "argument"], out var used);
        Assert.Contains(path, entry!.Paths);
        Assert.Equal(path.Split(' ').Length, used);
    }

    [Theory]
    [MemberData(nameof(Paths))]
    public void Flags_have_names_and_letters_of_their_own(string path)
    {
        var flags = Make(path).Flags.ToList();
        Assert.Equal(flags.Count, flags.Select(flag => flag.Name).Distinct(StringComparer.Ordinal).Count());
        var letters = flags.Select(flag => flag.Shorthand).Where(letter => letter != '\0').ToList();
        Assert.Equal(letters.Count, letters.Distinct().Count());
        Assert.DoesNotContain("help", flags.Select(flag => flag.Name));
    }

    [Theory]
    [MemberData(nameof(Visible))]
    public void Flags_are_explained(string path) => Assert.All(Make(path).Flags.Where(flag => !flag.Hidden), flag =>
    {
        Assert.Matches("^[a-z0-9][a-z0-9-]*$", flag.Name);
        Assert.NotEmpty(flag.Usage);
    });

    [Theory]
    [MemberData(nameof(Visible))]
    public void Help_shows_usage_summary_and_every_flag(string path)
    {
        using var run = new CliRun();
        Assert.Equal(0, run.Run([.. path.Split(' '), "--help"]));
        var command = Make(path);
        Assert.StartsWith($"Usage:  docker {path}", run.Output, StringComparison.Ordinal);
        Assert.Contains($"\n\n{command.Summary}\n", run.Output, StringComparison.Ordinal);
        Assert.All(command.Flags.Where(flag => !flag.Hidden && flag.Deprecated is null), flag => Assert.Contains($"--{flag.Name}", run.Output, StringComparison.Ordinal));
        Assert.DoesNotContain("{program}", run.Output, StringComparison.Ordinal);
        Assert.Empty(run.Error);
    }

    [Theory]
    [MemberData(nameof(Visible))]
    public void Help_and_the_command_help_say_the_same(string path)
    {
        using var flag = new CliRun();
        using var command = new CliRun();
        Assert.Equal((0, 0), (flag.Run([.. path.Split(' '), "--help"]), command.Run(["help", .. path.Split(' ')])));
        Assert.Equal(flag.Output, command.Output);
    }

    [Fact]
    public void The_programs_help_lists_every_visible_command_and_group()
    {
        using var run = new CliRun();
        Assert.Equal(0, run.Run());
        var lines = run.Output.Split('\n').Select(line => line.Trim().Split(' ')[0]).ToHashSet(StringComparer.Ordinal);
        Assert.All(CommandTable.TopLevel(), pair => Assert.Contains(pair.Name, lines));
        Assert.All(CommandTable.Groups, group => Assert.Contains(group.Name, lines));
        Assert.DoesNotContain("__complete", lines);
    }

    [Fact]
    public void A_groups_help_lists_its_commands()
    {
        using var run = new CliRun();
        Assert.Equal(0, run.Run("container"));
        Assert.StartsWith("Usage:  docker container COMMAND\n\nManage containers\n\nCommands:\n  attach      ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("\n\nRun 'docker container COMMAND --help' for more information on a command.\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Flags_are_listed_and_aligned_as_dockers()
    {
        using var run = new CliRun();
        run.Run("ps", "--help");
        Assert.Contains("  -a, --all             Show all containers (default shows just running)\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  -f, --filter filter   Filter output based on conditions provided\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("      --no-trunc        Don't truncate output\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("  docker container ls, docker container list, docker container ps, docker ps\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_tells_tools_which_generation_of_docker_it_is()
    {
        using var run = new CliRun();
        Assert.Equal(0, run.Run("--version"));
        Assert.Matches(@"^Docker version 28\.\d+\.\d+, build ", run.Output);
    }

    private static Command Make(string path) => CommandTable.Find(path.Split(' '), out _)!.Make();
}
