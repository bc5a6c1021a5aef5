using Davit.Engine.Processes;

namespace Davit.Engine.Tests.Processes;

public sealed class PsArgumentsTests
{
    [Theory]
    [InlineData("-ef", "UID PID PPID C STIME TTY TIME CMD")]
    [InlineData("aux", "USER PID %CPU %MEM VSZ RSS TTY STAT START TIME COMMAND")]
    [InlineData("-o pid,comm", "PID COMMAND")]
    [InlineData("-eo pid,user=WHO", "PID WHO")]
    [InlineData("-opid", "PID")]
    public void Common_arguments_give_ps_columns(string text, string titles) =>
        Assert.Equal(titles, string.Join(' ', PsArguments.Parse(text).Select(column => column.Title)));

    [Theory]
    [InlineData("-o nonsense")]
    [InlineData("--forest=x")]
    [InlineData("-o")]
    public void What_is_not_known_is_refused(string text) => Assert.Throws<EngineException>(() => PsArguments.Parse(text));

    [Fact]
    public void A_process_is_read_from_proc()
    {
        var entry = ProcessEntry.Read(Environment.ProcessId);
        Assert.NotNull(entry);
        Assert.True(entry.Threads > 0);
        Assert.True(entry.ResidentBytes > 0);
    }
}
