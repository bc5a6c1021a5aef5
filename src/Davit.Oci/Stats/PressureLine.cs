namespace Davit.Oci.Stats;

/// <summary>Share of time (percent) in which tasks waited, over 10, 60 and 300 seconds, and the total in microseconds.</summary>
public sealed record PressureLine(double Avg10, double Avg60, double Avg300, ulong Total);
