namespace Davit.Network;

/// <summary>The closed set of reasons why a network operation fails.</summary>
public enum NetworkFailure
{
    /// <summary>The request makes no sense: an address outside the subnet, a malformed MAC address.</summary>
    InvalidRequest,

    /// <summary>No such network or endpoint.</summary>
    NotFound,

    /// <summary>The address is in use, or the container is attached already.</summary>
    Conflict,

    /// <summary>A host port is taken, by a container or by another program.</summary>
    PortInUse,

    /// <summary>No free address or host port is left.</summary>
    Exhausted,

    /// <summary>The kernel lacks what was asked for.</summary>
    Unsupported,

    /// <summary>The kernel refused; the message says what and why.</summary>
    System,
}
