using Davit.Daemon.Http;

namespace Davit.Daemon.Json;

/// <summary>
/// The versions that know a member of a wire type: from <paramref name="Since"/> on, up to but not including
/// <paramref name="Until"/>. Outside of them it is left out (<paramref name="OnlyWhenNull"/>: left out when null).
/// </summary>
internal sealed record WireRule(Type Type, string Member, ApiVersion? Since, ApiVersion? Until, bool OnlyWhenNull = false)
{
    public bool Covers(ApiVersion version) => (Since is not { } since || version >= since) && (Until is not { } until || version < until);
}
