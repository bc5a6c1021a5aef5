using System.Runtime.CompilerServices;

namespace Davit.Cli.Tests;

/// <summary>Lists show local time: here it is UTC wherever the tests run.</summary>
internal static class UtcZone
{
    [ModuleInitializer]
    internal static void Set()
    {
        Environment.SetEnvironmentVariable("TZ", "UTC");
        TimeZoneInfo.ClearCachedData();
    }
}
