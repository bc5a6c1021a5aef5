using Davit.Linux.Polling;

namespace Davit.Shim.Server;

/// <summary>Does what a descriptor's readiness calls for, without waiting.</summary>
internal interface IReadyHandler
{
    void OnReady(PollEvents events);
}
