namespace Davit.Daemon.Http;

/// <summary>Kestrel asks a container for optional services; there is none.</summary>
internal sealed class EmptyServices : IServiceProvider
{
    public static EmptyServices Instance { get; } = new();

    public object? GetService(Type serviceType) => null;
}
