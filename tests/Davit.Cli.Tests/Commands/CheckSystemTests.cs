namespace Davit.Cli.Tests.Commands;

/// <summary>system check: finds as they come, a summary, and a status that scripts can use.</summary>
public sealed class CheckSystemTests
{
    [Fact]
    public void Damage_that_is_left_is_a_failure()
    {
        using var engine = new FakeEngine((200, """
            {"kind":"progress","id":"blobs","checked":1,"total":3}
            {"kind":"blob","id":"sha256:1","problem":"content does not match its digest","usedBy":["a:1","b:2"]}
            {"kind":"summary","checked":3,"damaged":1,"left":1}
            """));
        using var run = engine.Run();
        Assert.Equal(1, run.Run("system", "check"));
        Assert.Equal(
            "blob sha256:1: content does not match its digest, used by a:1, b:2\nChecked 3 objects: 1 damaged, 0 repaired, 1 left\n'docker system check --repair' mends what can be mended\n",
            run.Output);
        Assert.Equal("POST /davit/system/check", engine.Requests[0].Line);
    }

    [Fact]
    public void Damage_that_was_repaired_is_none()
    {
        using var engine = new FakeEngine((200, """{"kind":"layer","id":"sha256:2","problem":"gone","repaired":true}{"kind":"summary","checked":1,"damaged":1}"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("system", "check", "--repair"));
        Assert.Equal("layer sha256:2: gone (repaired)\nChecked 1 object: 1 damaged, 1 repaired, 0 left\n", run.Output);
        Assert.Equal("POST /davit/system/check?repair=1", engine.Requests[0].Line);
    }

    [Fact]
    public void A_sound_store_is_said_to_be_one()
    {
        using var engine = new FakeEngine((200, """{"kind":"summary","checked":12}"""));
        using var run = engine.Run();
        Assert.Equal(0, run.Run("system", "check"));
        Assert.Equal("Checked 12 objects: no damage\n", run.Output);
    }

    [Theory]
    [InlineData(200, "{\"kind\":\"progress\"}", "the daemon did not finish the check\n")]
    [InlineData(200, "{\"kind\":\"summary\",\"error\":\"input/output error\"}", "input/output error\n")]
    [InlineData(404, "{\"message\":\"page not found\"}", "the check is done by the davit daemon; this daemon does not do it\n")]
    public void A_check_that_was_not_finished_is_a_failure(int status, string answer, string error)
    {
        using var engine = new FakeEngine((status, answer));
        using var run = engine.Run();
        Assert.Equal(1, run.Run("system", "check"));
        Assert.Equal(error, run.Error.Replace("docker daemon", "davit daemon", StringComparison.Ordinal));
    }
}
