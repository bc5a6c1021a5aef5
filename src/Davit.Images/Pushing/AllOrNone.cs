namespace Davit.Images.Pushing;

/// <summary>Runs something for every index at once; the first failure ends the others and is the one that is told.</summary>
internal static class AllOrNone
{
    public static async Task<IReadOnlyList<T>> RunAsync<T>(int count, Func<int, CancellationToken, Task<T>> run, CancellationToken cancellation)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var tasks = Enumerable.Range(0, count).Select(index => run(index, stop.Token)).ToList();
        List<Task> waiting = [.. tasks];
        try
        {
            while (waiting.Count > 0)
            {
                var done = await Task.WhenAny(waiting).ConfigureAwait(false);
                await done.ConfigureAwait(false);
                waiting.Remove(done);
            }
        }
        catch
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(tasks).ContinueWith(static all => _ = all.Exception, TaskScheduler.Default).ConfigureAwait(false);
            throw;
        }

        return [.. tasks.Select(task => task.Result)];
    }
}
