using Davit.Cli.CommandLine;

namespace Davit.Cli.Tests.CommandLine;

/// <summary>The grammar of arguments, pflag's.</summary>
public sealed class FlagSetTests
{
    private readonly BoolFlag all = new("all", 'a', "");
    private readonly BoolFlag quiet = new("quiet", 'q', "");
    private readonly BoolFlag proxy = new("sig-proxy", '\0', "", initial: true);
    private readonly StringFlag name = new("name", 'n', "");
    private readonly ListFlag publish = new("publish", 'p', "");
    private readonly MapFlag label = new("sysctl", '\0', "");
    private readonly IntFlag last = new("last", 'l', "", -1);

    [Theory]
    [InlineData("-aq x", "x")]
    [InlineData("-a -q x", "x")]
    [InlineData("x -aq", "x")]
    [InlineData("--all --quiet x", "x")]
    [InlineData("--all=true -q=1 x", "x")]
    [InlineData("-aqp80 x", "x")]
    [InlineData("-aqp=80 x", "x")]
    [InlineData("-aqp 80 x", "x")]
    public void Boolean_flags_cluster_and_stand_anywhere(string line, string rest)
    {
        Assert.Equal(rest.Split(' '), Parse(line));
        Assert.True(all.Value && quiet.Value && all.Changed && quiet.Changed);
    }

    [Theory]
    [InlineData("-p 80:80")]
    [InlineData("-p80:80")]
    [InlineData("-p=80:80")]
    [InlineData("-ap80:80")]
    [InlineData("-ap=80:80")]
    [InlineData("--publish 80:80")]
    [InlineData("--publish=80:80")]
    public void A_value_follows_its_flag_in_every_form(string line)
    {
        Assert.Empty(Parse(line));
        Assert.Equal(["80:80"], publish.Values);
    }

    [Theory]
    [InlineData("--name=a=b", "a=b")]
    [InlineData("--name=", "")]
    [InlineData("--name -a", "-a")]
    [InlineData("--name --", "--")]
    [InlineData("-n -", "-")]
    [InlineData("-n -a", "-a")]
    [InlineData("-n==", "=")]
    [InlineData("-n=", "=")]
    [InlineData("-na=b", "a=b")]
    public void A_value_may_look_like_a_flag(string line, string value)
    {
        Assert.Empty(Parse(line));
        Assert.Equal(value, name.Value);
        Assert.False(all.Changed);
    }

    [Fact]
    public void Two_dashes_end_the_flags()
    {
        Assert.Equal(["x", "-a", "--", "--nosuch"], Parse("x -q -- -a -- --nosuch"));
        Assert.True(quiet.Value);
        Assert.False(all.Changed);
    }

    [Fact]
    public void A_single_dash_is_an_argument() => Assert.Equal(["-", "x"], Parse("- x"));

    [Fact]
    public void An_empty_word_is_an_argument() => Assert.Equal([""], Set().Parse([""], interspersed: true));

    [Fact]
    public void Not_interspersed_the_first_argument_ends_the_flags()
    {
        Assert.Equal(["img", "-q", "--nosuch", "--", "x"], Parse("-a img -q --nosuch -- x", interspersed: false));
        Assert.True(all.Value);
        Assert.False(quiet.Changed);
    }

    [Fact]
    public void Not_interspersed_two_dashes_are_left_to_nobody() => Assert.Equal(["img", "--", "x"], Parse("-- img -- x", interspersed: false));

    [Fact]
    public void A_boolean_flag_takes_no_separate_value()
    {
        Assert.Equal(["false"], Parse("--all false"));
        Assert.True(all.Value);
    }

    [Theory]
    [InlineData("--sig-proxy=false", false)]
    [InlineData("--sig-proxy=F", false)]
    [InlineData("--sig-proxy=0", false)]
    [InlineData("--sig-proxy=T", true)]
    [InlineData("--sig-proxy", true)]
    [InlineData("", true)]
    public void A_boolean_flag_can_be_switched_off(string line, bool value)
    {
        Parse(line);
        Assert.Equal(value, proxy.Value);
    }

    [Fact]
    public void Lists_collect_and_maps_keep_the_last_value()
    {
        Parse("-p 1 -p2 --publish=3 --sysctl a=1 --sysctl b=x=y --sysctl a=2 --sysctl c");
        Assert.Equal(["1", "2", "3"], publish.Values);
        Assert.Equal(new Dictionary<string, string> { ["a"] = "2", ["b"] = "x=y", ["c"] = "" }, label.Values);
    }

    [Fact]
    public void The_last_of_a_single_value_counts()
    {
        Parse("--name a -n b");
        Assert.Equal("b", name.Value);
    }

    [Theory]
    [InlineData("--nosuch", "unknown flag: --nosuch")]
    [InlineData("--nosuch=1", "unknown flag: --nosuch")]
    [InlineData("-Q", "unknown shorthand flag: 'Q' in -Q")]
    [InlineData("-aQq", "unknown shorthand flag: 'Q' in -Qq")]
    [InlineData("--name", "flag needs an argument: --name")]
    [InlineData("-n", "flag needs an argument: 'n' in -n")]
    [InlineData("-aqn", "flag needs an argument: 'n' in -n")]
    [InlineData("--=x", "bad flag syntax: --=x")]
    [InlineData("---x", "bad flag syntax: ---x")]
    [InlineData("--all=x", "invalid argument \"x\" for \"-a, --all\" flag: strconv.ParseBool: parsing \"x\": invalid syntax")]
    [InlineData("-aq=x", "invalid argument \"x\" for \"-q, --quiet\" flag: strconv.ParseBool: parsing \"x\": invalid syntax")]
    [InlineData("--sig-proxy=", "invalid argument \"\" for \"--sig-proxy\" flag: strconv.ParseBool: parsing \"\": invalid syntax")]
    [InlineData("-l x", "invalid argument \"x\" for \"-l, --last\" flag: strconv.ParseInt: parsing \"x\": invalid syntax")]
    [InlineData("-lx", "invalid argument \"x\" for \"-l, --last\" flag: strconv.ParseInt: parsing \"x\": invalid syntax")]
    public void A_wrong_flag_is_named_in_dockers_words_with_status_125(string line, string message)
    {
        var error = Assert.Throws<UsageException>(() => Parse(line));
        Assert.Equal(message, error.Message);
        Assert.Equal(125, error.ExitCode);
    }

    [Theory]
    [InlineData("--help", true)]
    [InlineData("-h", true)]
    [InlineData("-ah", true)]
    [InlineData("x --help", true)]
    [InlineData("-- --help", false)]
    [InlineData("--name --help", false)]
    public void Help_is_asked_for_where_a_flag_may_stand(string line, bool asked)
    {
        var flags = Set();
        flags.Parse(Words(line), interspersed: true);
        Assert.Equal(asked, flags.HelpRequested);
    }

    [Fact]
    public void A_shorthand_h_of_the_command_is_not_help()
    {
        var host = new StringFlag("hostname", 'h', "");
        var flags = new FlagSet([host]);
        Assert.Empty(flags.Parse(["-h", "web"], interspersed: false));
        Assert.Equal((false, "web"), (flags.HelpRequested, host.Value));
    }

    [Fact]
    public void A_deprecated_flag_works_and_warns()
    {
        var flags = new FlagSet([new BoolFlag("old", '\0', "") { Deprecated = "use --new" }]);
        flags.Parse(["--old"], interspersed: true);
        Assert.Equal(["Flag --old has been deprecated, use --new"], flags.Warnings);
    }

    private FlagSet Set() => new([all, quiet, proxy, name, publish, label, last]);

    private List<string> Parse(string line, bool interspersed = true) => Set().Parse(Words(line), interspersed);

    private static string[] Words(string line) => line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
