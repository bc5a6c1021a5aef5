using System.Collections.Immutable;

namespace Davit.Daemon.Mapping;

/// <summary>Shared empty collections.</summary>
internal static class Empty
{
    public static IReadOnlyDictionary<string, string> Map { get; } = ImmutableDictionary<string, string>.Empty;
}
