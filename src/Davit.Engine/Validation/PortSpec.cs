using System.Globalization;

namespace Davit.Engine.Validation;

/// <summary>A port of a container: <c>80/tcp</c>.</summary>
internal readonly record struct PortSpec(ushort Port, string Protocol)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Port}/{Protocol}");

    /// <summary>The protocol defaults to tcp.</summary>
    public static bool TryParse(string text, out PortSpec port)
    {
        port = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var protocol = slash < 0 ? "tcp" : text[(slash + 1)..].ToLowerInvariant();
        if (protocol is not ("tcp" or "udp" or "sctp")
            || !ushort.TryParse(slash < 0 ? text : text.AsSpan(0, slash), NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return false;
        }

        port = new PortSpec(number, protocol);
        return true;
    }

    /// <summary>A port that was validated before.</summary>
    public static PortSpec Parse(string text) =>
        TryParse(text, out var port) ? port : throw EngineException.Invalid($"invalid port specification: \"{text}\"");

    /// <summary>The same for a range, <c>8000-8010/udp</c>, as exposed ports may be.</summary>
    public static bool TryParseRange(string text, out IReadOnlyList<PortSpec> ports)
    {
        ports = [];
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        var numbers = slash < 0 ? text : text[..slash];
        var protocol = slash < 0 ? "" : text[slash..];
        var dash = numbers.IndexOf('-', StringComparison.Ordinal);
        if (!TryParse((dash < 0 ? numbers : numbers[..dash]) + protocol, out var first)
            || !TryParse((dash < 0 ? numbers : numbers[(dash + 1)..]) + protocol, out var last) || last.Port < first.Port)
        {
            return false;
        }

        ports = [.. Enumerable.Range(first.Port, last.Port - first.Port + 1).Select(number => first with { Port = (ushort)number })];
        return true;
    }
}
