using System.Net;

namespace Davit.Network.Ports;

/// <summary>A bound socket whose traffic can be carried to a container by this process.</summary>
internal interface IPortForwarder : IDisposable
{
    /// <summary>How many connections (TCP) or clients (UDP) came this way.</summary>
    long Accepted { get; }

    /// <summary>Begins; once.</summary>
    void Start(IPEndPoint target);
}
