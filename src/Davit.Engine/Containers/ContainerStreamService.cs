namespace Davit.Engine.Containers;

/// <summary>What goes in and out of containers: attach, logs, terminal size. References as in <see cref="ContainerService"/>.</summary>
public sealed class ContainerStreamService
{
    public Task<AttachSession> AttachAsync(string reference, AttachRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    public Task<LogContent> LogsAsync(string reference, LogsRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    public Task ResizeAsync(string reference, int height, int width, CancellationToken cancellation) => throw new NotImplementedException();
}
