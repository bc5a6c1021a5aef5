namespace Davit.Oci.Stats;

/// <summary>Number of tasks (threads count too).</summary>
public sealed record PidsStats
{
    public ulong Current { get; init; }

    /// <summary>0: no limit.</summary>
    public ulong Limit { get; init; }
}
