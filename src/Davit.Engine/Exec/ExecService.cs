namespace Davit.Engine.Exec;

/// <summary>Processes in running containers. Execs are known by id until some minutes after their end; they are not kept over a restart of the daemon.</summary>
public sealed class ExecService
{
    /// <summary>Returns the new exec's id.</summary>
    public Task<string> CreateAsync(string containerReference, ExecConfig config, CancellationToken cancellation) => throw new NotImplementedException();

    /// <summary>Starts it; returns its streams, or null when detached.</summary>
    public Task<Containers.AttachSession?> StartAsync(string execId, ExecStartOptions options, CancellationToken cancellation) => throw new NotImplementedException();

    public ExecState Inspect(string execId) => throw new NotImplementedException();

    public Task ResizeAsync(string execId, int height, int width, CancellationToken cancellation) => throw new NotImplementedException();
}
