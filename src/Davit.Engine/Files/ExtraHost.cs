using System.Net;

namespace Davit.Engine.Files;

/// <summary>One <c>--add-host name:address</c>; the address may be <c>host-gateway</c>.</summary>
internal readonly record struct ExtraHost(string Name, string Address)
{
    public const string Gateway = "host-gateway";

    public static bool TryParse(string text, out ExtraHost host, out string error)
    {
        host = default;
        var at = text.IndexOfAny(['=', ':']);
        if (at <= 0 || at == text.Length - 1 || !text[..at].All(IsNameCharacter))
        {
            error = $"bad format for add-host: \"{text}\"";
            return false;
        }

        var address = text[(at + 1)..];
        var bare = address is ['[', .. var inner, ']'] ? inner : address;
        if (bare != Gateway && !IPAddress.TryParse(bare, out _))
        {
            error = $"invalid IP address in add-host: \"{address}\"";
            return false;
        }

        host = new ExtraHost(text[..at], bare);
        error = "";
        return true;
    }

    private static bool IsNameCharacter(char c) => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_';
}
