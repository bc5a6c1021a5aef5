using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>A time of statx(2), seconds since 1970 and nanoseconds.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct StatxTime
{
    public long Seconds;
    public uint Nanoseconds;
    private readonly int reserved;

    public readonly DateTimeOffset ToDateTimeOffset() =>
        DateTimeOffset.FromUnixTimeSeconds(Seconds).AddTicks(Nanoseconds / 100);
}
