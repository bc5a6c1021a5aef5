namespace Davit.Runtime.Cgroups.Unified;

/// <summary>cpu.shares of version 1 (2…262144, usually 1024) as cpu.weight of version 2 (1…10000, usually 100).</summary>
internal static class CpuWeight
{
    private const ulong MinShares = 2;
    private const ulong MaxShares = 262_144;
    private const ulong MaxWeight = 10_000;

    /// <summary>
    /// The curve that runc (1.3.2) and crun (1.23) took up: through (2, 1), (1024, 100) and (262144, 10000), a parabola of
    /// the exponents. The straight line that they used before gave a container with default shares the weight 39, so that it lost against
    /// every group that nobody had configured.
    /// </summary>
    internal static ulong FromShares(ulong shares)
    {
        if (shares <= MinShares)
        {
            return 1;
        }

        if (shares >= MaxShares)
        {
            return MaxWeight;
        }

        var exponent = Math.Log2(shares);
        return (ulong)Math.Ceiling(Math.Pow(10, ((exponent * exponent) + (125 * exponent)) / 612.0 - (7.0 / 34.0)));
    }
}
