using System.Collections;
using Davit.Daemon.Http;

namespace Davit.Daemon.Json;

/// <summary>
/// The versions that show a member of a wire type as it is: from <paramref name="Since"/> on, before
/// <paramref name="Until"/>. Outside of them it is left out, with <paramref name="KeepUnlessEmpty"/> only when it is
/// empty (Go's omitempty came later).
/// </summary>
internal sealed record WireRule(Type Type, string Member, ApiVersion? Since = null, ApiVersion? Until = null, bool KeepUnlessEmpty = false)
{
    public bool Covers(ApiVersion version) => (Since is not { } since || version >= since) && (Until is not { } until || version < until);

    public bool Shows(object? value) => KeepUnlessEmpty && value switch
    {
        null => false,
        string text => text.Length > 0,
        ICollection items => items.Count > 0,
        _ => true,
    };
}
