using System.Globalization;

namespace Davit.Runtime.Cgroups;

/// <summary>Numbers as limit files take them.</summary>
internal static class LimitText
{
    internal const string Max = "max";

    /// <summary>Zero and less is no limit.</summary>
    internal static string OrMax(long value) => value > 0 ? value.ToString(CultureInfo.InvariantCulture) : Max;
}
