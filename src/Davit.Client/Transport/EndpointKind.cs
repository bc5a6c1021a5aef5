namespace Davit.Client.Transport;

/// <summary>How a daemon is reached.</summary>
public enum EndpointKind
{
    Unix,
    Tcp,
    Ssh,
}
