namespace Davit.Engine.Containers;

/// <summary>Processes and resource use of containers. References as in <see cref="ContainerService"/>.</summary>
public sealed class ContainerUsageService
{
    /// <summary>Processes of a running container, for ps arguments (default <c>-ef</c>).</summary>
    public Task<TopResult> TopAsync(string reference, string? psArguments, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Samples about once a second until cancelled or removed; one sample with its predecessor when not
    /// <paramref name="stream"/>, one without waiting for a predecessor when <paramref name="oneShot"/>. Throws at once
    /// when there is no such container.
    /// </summary>
    public IAsyncEnumerable<ContainerUsage> Stats(string reference, bool stream, bool oneShot, CancellationToken cancellation) => throw new NotImplementedException();
}
