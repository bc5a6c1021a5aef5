using Davit.Api.System;

namespace Davit.Daemon.Mapping;

/// <summary>Go's sets (<c>{"80/tcp":{}}</c>) are lists in the engine.</summary>
internal static class Sets
{
    private static readonly EmptyObject Member = new();

    public static IReadOnlyList<string>? ToList(IReadOnlyDictionary<string, EmptyObject>? set) => set is null ? null : [.. set.Keys];

    public static IReadOnlyDictionary<string, EmptyObject>? ToSet(IReadOnlyList<string>? list) =>
        list?.ToDictionary(item => item, _ => Member, StringComparer.Ordinal);

    public static IReadOnlyDictionary<string, EmptyObject>? ToSetOrNull(IReadOnlyList<string>? list) => list is { Count: > 0 } ? ToSet(list) : null;
}
