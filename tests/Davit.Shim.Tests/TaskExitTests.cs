namespace Davit.Shim.Tests;

public sealed class TaskExitTests : IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_exit_is_read_as_it_was_written(bool durable)
    {
        var exit = new TaskExit { ExitCode = 137, OomKilled = true, FinishedAt = new(2026, 1, 2, 3, 4, 5, 6, TimeSpan.Zero), Error = "x" };
        exit.Write(_directory.File("exit.json"), durable);
        Assert.Equal(exit, TaskExit.Read(_directory.File("exit.json")));
        Assert.Single(Directory.GetFiles(_directory.Path));
    }

    [Fact]
    public void No_file_is_no_exit() => Assert.Null(TaskExit.Read(_directory.File("none")));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"exitCode\":\"x\"}")]
    public void A_file_that_is_no_record_is_an_error(string content)
    {
        File.WriteAllText(_directory.File("exit.json"), content);
        Assert.Throws<InvalidDataException>(() => TaskExit.Read(_directory.File("exit.json")));
    }
}
