namespace Davit.Daemon.Http;

/// <summary>What a connection offers beside HTTP; a feature of every connection.</summary>
internal interface IHijackFeature
{
    /// <summary>
    /// Fires when the client has ended its sending side or is gone. It may still read: a half-closed client of an
    /// ordinary request gets its answer.
    /// </summary>
    CancellationToken ClientEnded { get; }

    /// <summary>
    /// Takes the connection out of HTTP, for good. The request's body must have been read to its end and nothing
    /// been answered. The caller owns the result.
    /// </summary>
    HijackedConnection Hijack();
}
