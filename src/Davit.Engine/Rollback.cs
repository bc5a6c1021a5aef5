namespace Davit.Engine;

/// <summary>What to take back, newest first, unless <see cref="Complete"/> was reached; a failing step does not stop the others.</summary>
internal sealed class Rollback(TimeSpan budget, EngineLog log) : IAsyncDisposable
{
    private readonly Stack<(string What, Func<CancellationToken, Task> Undo)> steps = new();

    public void Add(string what, Func<CancellationToken, Task> undo) => steps.Push((what, undo));

    public void Complete() => steps.Clear();

    public async ValueTask DisposeAsync()
    {
        if (steps.Count == 0)
        {
            return;
        }

        using var timeout = new CancellationTokenSource(budget);
        while (steps.TryPop(out var step))
        {
            try
            {
                await step.Undo(timeout.Token).ConfigureAwait(false);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException)
            {
                log.Warning($"rollback: {step.What}: {failure.Message}");
            }
        }
    }
}
