namespace Davit.EndToEnd.Tests.Support;

/// <summary>One daemon for every test class of the collection, with the shared images.</summary>
public sealed class SharedDaemon : IDisposable
{
    public SharedDaemon()
    {
        Daemon.NeedImage("busybox", "CMD [\"sh\"]");
        Daemon.NeedImage("debian", "CMD [\"bash\"]");
    }

    public PrivateDaemon Daemon { get; } = new();

    public void Dispose() => Daemon.Dispose();
}
