using System.Net.Sockets;
using Davit.Client.Transport;

namespace Davit.Client;

/// <summary>No connection to the daemon could be opened.</summary>
public sealed class EngineUnreachableException(EngineEndpoint endpoint, Exception cause) : Exception(cause.Message, cause)
{
    public EngineEndpoint Endpoint { get; } = endpoint;

    /// <summary>The socket is there, but this user may not use it.</summary>
    public bool IsPermission => InnerException is SocketException { SocketErrorCode: SocketError.AccessDenied };

    /// <summary>Nothing listens there.</summary>
    public bool IsAbsent => InnerException is SocketException { SocketErrorCode: SocketError.ConnectionRefused or SocketError.AddressNotAvailable or SocketError.AddressFamilyNotSupported } or SocketException { NativeErrorCode: 2 };
}
