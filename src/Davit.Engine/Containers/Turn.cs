namespace Davit.Engine.Containers;

/// <summary>The right to change a container; disposing passes it on.</summary>
internal readonly struct Turn(SemaphoreSlim semaphore) : IDisposable
{
    public void Dispose() => semaphore.Release();
}
