using Davit.Daemon.Http;

namespace Davit.Daemon.Json;

/// <summary>When members of wire types came and went (the Engine API's version history).</summary>
internal static class WireHistory
{
    public static IReadOnlyList<WireRule> Rules { get; } = [];
}
