using System.Text.Json;
using Davit.Cli.Commands.Images;

namespace Davit.Cli.Tests.Commands;

/// <summary>images --tree as docker 28.2 draws it.</summary>
public sealed class ImageTreeTests
{
    private const string Images = """
        [{"Containers":0,"Created":5,"Id":"sha256:4b95602521543c5c2c4562191a946afe5401675eac7a49a76d1669c5903c9c79","RepoDigests":[],"RepoTags":["x/short:latest","127.0.0.1:5000/bb:1"],"Size":1984000},
         {"Containers":1,"Created":9,"Id":"sha256:bd8f43f496629e6ec6a9d84bb07f64f5ca5205211aafb85da10872a2fe744c55","RepoTags":["127.0.0.1:5000/bb:multi"],"Size":6258044,"Manifests":[
          {"ID":"sha256:fee128c2825bbe0688eeac094ea49a49e2e24fd65c8f1f71bdc5b761654bba1c","Available":true,"Size":{"Content":1085118,"Total":3129022},"Kind":"image","ImageData":{"Platform":{"architecture":"amd64","os":"linux"},"Containers":["1"]}},
          {"ID":"sha256:832cd82e4e8a8c18adff640d3e40d9f9b2d5bea6e99c2c5b5e3ff225918b4fbe","Available":true,"Size":{"Content":1085118,"Total":3129022},"Kind":"image","ImageData":{"Platform":{"architecture":"arm64","os":"linux"},"Containers":null}},
          {"ID":"sha256:0","Size":{"Content":0},"Kind":"attestation","AttestationData":{"For":"x"}}]},
         {"Containers":0,"Created":3,"Id":"sha256:0123456789abcdef","RepoDigests":[],"RepoTags":[],"Size":1}]
        """;

    private const string Warning = "WARNING: This is an experimental feature. The output may change and shouldn't be depended on.";

    [Fact]
    public void A_file_gets_no_colours_but_those_of_the_heading() => Assert.Equal(
        Warning + "\n                                                              Info ->  U In Use \n\n"
        + "\u001b[39m\u001b[1mIMAGE\u001b[0m                     \u001b[39m\u001b[1mID\u001b[0m             \u001b[39m\u001b[1mDISK USAGE\u001b[0m   \u001b[39m\u001b[1mCONTENT SIZE\u001b[0m   \u001b[39m\u001b[1mEXTRA\u001b[0m\n"
        + "127.0.0.1:5000/bb:multi   bd8f43f49662       6.26MB         2.17MB   U    \n"
        + "├─ linux/amd64            fee128c2825b       3.13MB         1.09MB   U    \n"
        + "└─ linux/arm64            832cd82e4e8a       3.13MB         1.09MB        \n"
        + "\n"
        + "127.0.0.1:5000/bb:1\n"
        + "x/short:latest            4b9560252154       1.98MB             0B        \n\n",
        Draw(isTerminal: false, columns: 0, all: false));

    [Fact]
    public void A_terminal_gets_colours_and_a_mark() => Assert.Equal(
        $"\u001b[93m{Warning}\u001b[0m\n"
        + "                                                                                                   \u001b[1m\u001b[106m\u001b[30mi\u001b[0m\u001b[0m \u001b[96mInfo → \u001b[0m\u001b[0m \u001b[38;5;0m\u001b[48;5;14m U \u001b[0m In Use \n\n"
        + "\u001b[39m\u001b[1mIMAGE\u001b[0m                     \u001b[39m\u001b[1mID\u001b[0m             \u001b[39m\u001b[1mDISK USAGE\u001b[0m   \u001b[39m\u001b[1mCONTENT SIZE\u001b[0m   \u001b[39m\u001b[1mEXTRA\u001b[0m\n"
        + "\u001b[34m\u001b[1m127.0.0.1:5000/bb:multi\u001b[0m   \u001b[39mbd8f43f49662\u001b[0m       \u001b[39m6.26MB\u001b[0m         \u001b[39m2.17MB\u001b[0m   \u001b[38;5;0m\u001b[48;5;14m U \u001b[0m  \n"
        + "\u001b[39m├─ linux/amd64\u001b[0m            \u001b[39mfee128c2825b\u001b[0m       \u001b[39m3.13MB\u001b[0m         \u001b[39m1.09MB\u001b[0m   \u001b[38;5;0m\u001b[48;5;14m U \u001b[0m  \n"
        + "\u001b[39m└─ linux/arm64\u001b[0m            \u001b[39m832cd82e4e8a\u001b[0m       \u001b[39m3.13MB\u001b[0m         \u001b[39m1.09MB\u001b[0m        \n\n",
        Draw(isTerminal: true, columns: 120, all: false).Split("\u001b[34m\u001b[1m127.0.0.1:5000/bb:1\u001b[0m\n")[0]);

    [Fact]
    public void A_narrow_terminal_loses_columns_and_shortens_names() => Assert.Contains(
        "\u001b[34m\u001b[1m127.0.0.1:5000/bb:1\u001b[0m\n\u001b[34m\u001b[1mx/short:latest\u001b[0m   \u001b[39m4b9560252154\u001b[0m       \u001b[39m1.98MB\u001b[0m\n",
        Draw(isTerminal: true, columns: 42, all: false),
        StringComparison.Ordinal);

    [Fact]
    public void A_name_that_is_too_long_is_shortened() => Assert.Contains(
        "x/short:lat…   4b9560252154       1.98MB\n", Draw(isTerminal: false, columns: 40, all: false), StringComparison.Ordinal);

    [Fact]
    public void Images_without_a_name_are_shown_on_demand()
    {
        Assert.DoesNotContain("<untagged>", Draw(isTerminal: false, columns: 0, all: false), StringComparison.Ordinal);
        Assert.Contains("<untagged>                0123456789ab           1B             0B        \n", Draw(isTerminal: false, columns: 0, all: true), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-q", "--quiet")]
    [InlineData("--no-trunc", "--no-trunc")]
    [InlineData("--digests", "--show-digest")]
    [InlineData("--format=x", "--format")]
    public void Other_forms_of_the_list_are_no_trees(string flag, string name)
    {
        using var run = new CliRun();
        Assert.Equal(1, run.Run("images", "--tree", flag));
        Assert.Equal($"{name} is not yet supported with --tree\n", run.Error);
    }

    private static string Draw(bool isTerminal, int columns, bool all)
    {
        using var list = JsonDocument.Parse(Images);
        var output = new StringWriter();
        new ImageTree(output, isTerminal, columns).Write(ImageTree.Read(list.RootElement, all));
        return output.ToString();
    }
}
