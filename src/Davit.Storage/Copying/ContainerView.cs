namespace Davit.Storage.Copying;

/// <summary>The root of a container, held by a descriptor. Comes from <see cref="OfProcess"/> or <c>SnapshotStore.OpenView</c>.</summary>
public sealed class ContainerView : IDisposable
{
    /// <summary>The view of a running container, through <c>/proc/PID/root</c>: its mounts are all there.</summary>
    public static ContainerView OfProcess(int pid, IReadOnlyList<ViewMount> mounts, bool readOnlyRoot) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
