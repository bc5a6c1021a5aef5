using Davit.Engine.Containers;

namespace Davit.Engine.Tests.Containers;

public sealed class ContainerTransitionsTests
{
    [Theory]
    [InlineData(ContainerStatus.Created, ContainerStatus.Running, true)]
    [InlineData(ContainerStatus.Running, ContainerStatus.Paused, true)]
    [InlineData(ContainerStatus.Paused, ContainerStatus.Exited, true)]
    [InlineData(ContainerStatus.Running, ContainerStatus.Removing, false)]
    [InlineData(ContainerStatus.Exited, ContainerStatus.Paused, false)]
    [InlineData(ContainerStatus.Removing, ContainerStatus.Running, false)]
    public void The_table_says_what_follows_what(ContainerStatus from, ContainerStatus to, bool allowed) =>
        Assert.Equal(allowed, ContainerTransitions.Allows(from, to));

    [Fact]
    public async Task A_waiter_hears_of_the_next_exit_and_not_of_one_before()
    {
        var board = new WaitBoard();
        board.NotifyExit(new WaitResult(1, null));
        var next = board.NextExit;
        Assert.False(next.IsCompleted);
        board.NotifyExit(new WaitResult(2, null));
        Assert.Equal(2, (await next).ExitCode);
        Assert.False(board.Removal.IsCompleted);
    }
}
