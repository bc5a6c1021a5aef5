namespace Davit.Storage;

/// <summary>Runs an action once, at its end.</summary>
internal sealed class StorageHold(Action release) : IDisposable
{
    private Action? release = release;

    public void Dispose() => Interlocked.Exchange(ref release, null)?.Invoke();
}
