namespace Davit.Shim.Logs;

/// <summary>
/// Records what a container writes. The shim calls from one thread. Calls never fail and never wait for anything but the disk: a
/// driver that cannot record counts what was lost.
/// </summary>
internal interface IContainerLog : IDisposable
{
    /// <summary>Output of a stream, as it was read; lines may be cut anywhere.</summary>
    void Append(LogStream stream, ReadOnlySpan<byte> data);

    /// <summary>The stream has ended: what is left of its last line is recorded.</summary>
    void Complete(LogStream stream);

    /// <summary>Gives memory back that is only needed under load.</summary>
    void Trim();
}
