namespace Davit.Network;

/// <summary>
/// The networks of one daemon: the default bridge, sandboxes and endpoints of containers, published ports and the firewall.
/// Made once; <see cref="StartAsync"/> before anything else; every method may be called concurrently for different containers.
/// Disposing stops the daemon's share (reserved ports, watchers) and leaves every kernel object in place: containers outlive the daemon.
/// </summary>
public sealed class NetworkController : IAsyncDisposable
{
    /// <param name="options">Checked in <see cref="StartAsync"/>.</param>
    /// <param name="time">For the creation time of records.</param>
    /// <param name="log">Called with one line when something was repaired or could not be; any thread.</param>
    public NetworkController(NetworkOptions options, TimeProvider time, Action<string> log) => throw new NotImplementedException();

    /// <summary>Makes the default bridge and firewall as they should be and restores the endpoints that are on record.</summary>
    public Task StartAsync(CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>
    /// Detaches every container that is not in <paramref name="liveContainers"/> and removes what is nobody's (links, namespaces).
    /// Called once after the daemon has found its shims again, before new containers start.
    /// </summary>
    public Task ReconcileAsync(IReadOnlySet<string> liveContainers, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Makes a sandbox: namespace, link, address, route, published ports. On failure nothing is left.</summary>
    /// <exception cref="NetworkException">The failure kind says whose fault it is.</exception>
    public Task<Attachment> AttachAsync(AttachRequest request, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Takes the sandbox away; a container without one is not an error.</summary>
    public Task DetachAsync(string containerId, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>The container's attachment, or null. Never waits.</summary>
    public Attachment? Find(string containerId) => throw new NotImplementedException();

    /// <summary>Every attachment. Never waits.</summary>
    public IReadOnlyList<Attachment> Attachments() => throw new NotImplementedException();

    /// <summary>Every network, <c>bridge</c>, <c>host</c> and <c>none</c> first. Never waits.</summary>
    public IReadOnlyList<NetworkRecord> List() => throw new NotImplementedException();

    /// <summary>By name, id, or unambiguous prefix of an id; null when there is none.</summary>
    public NetworkRecord? Inspect(string nameOrId) => throw new NotImplementedException();

    /// <summary>
    /// The content of a container's <c>/etc/resolv.conf</c>: the host's resolvers (only those that a container can reach, unless it
    /// shares the host's network), changed by the user's options. Reads the host's file each time.
    /// </summary>
    public string BuildResolvConf(ResolvConfOptions options, bool hostNetwork = false) => throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
