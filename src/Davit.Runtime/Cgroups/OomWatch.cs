using Davit.Linux;

namespace Davit.Runtime.Cgroups;

/// <summary>Tells when the kernel kills a process of the group for want of memory. Put <see cref="Descriptor"/> in epoll.</summary>
public sealed class OomWatch : IDisposable
{
    private OomWatch() => throw new NotImplementedException();

    /// <summary>Readable when something may have happened (eventfd on v1, inotify on v2); owned by this object.</summary>
    public FileDescriptor Descriptor { get; }

    /// <summary>Takes the notification off the descriptor; returns how many processes were killed since the last call.</summary>
    public long Take() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
