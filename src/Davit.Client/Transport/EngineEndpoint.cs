using System.Globalization;

namespace Davit.Client.Transport;

/// <summary>Where a daemon listens, parsed once: <c>unix:///run/davit.sock</c>, <c>tcp://host:2375</c>, <c>ssh://user@host</c>.</summary>
public sealed record EngineEndpoint
{
    private const int PlainPort = 2375;
    private const int TlsPort = 2376;

    public required EndpointKind Kind { get; init; }

    /// <summary>As error messages show it, with the port of TCP written out.</summary>
    public required string Text { get; init; }

    /// <summary>Socket path, or host name.</summary>
    public required string Address { get; init; }

    public int Port { get; init; }

    /// <summary>The path prefix of a TCP endpoint; empty mostly.</summary>
    public string BasePath { get; init; } = string.Empty;

    /// <summary>Null: plain text.</summary>
    public TlsOptions? Tls { get; init; }

    /// <summary>Throws <see cref="FormatException"/> with a message that names the bad part.</summary>
    public static EngineEndpoint Parse(string text, TlsOptions? tls)
    {
        if (text.StartsWith('/'))
        {
            text = "unix://" + text;
        }

        var split = text.IndexOf("://", StringComparison.Ordinal);
        var (scheme, rest) = split < 0 ? ("tcp", text) : (text[..split], text[(split + 3)..]);
        return scheme switch
        {
            "unix" => new() { Kind = EndpointKind.Unix, Text = text, Address = rest.Length == 0 ? "/var/run/docker.sock" : rest },
            "tcp" or "http" or "https" => ParseTcp(scheme, text, rest, tls),
            "ssh" => new() { Kind = EndpointKind.Ssh, Text = text, Address = SshAuthority(text, rest) },
            _ => throw new FormatException($"unable to parse docker host `{text}`: unknown protocol {scheme}"),
        };
    }

    private static EngineEndpoint ParseTcp(string scheme, string text, string rest, TlsOptions? tls)
    {
        var slash = rest.IndexOf('/', StringComparison.Ordinal);
        var authority = slash < 0 ? rest : rest[..slash];
        var path = slash < 0 ? string.Empty : rest[slash..].TrimEnd('/');
        tls = scheme == "https" ? tls ?? new TlsOptions { Verify = true } : tls;
        var port = tls is null ? PlainPort : TlsPort;
        var colon = authority.LastIndexOf(':');
        if (colon >= 0 && !authority.EndsWith(']'))
        {
            if (!int.TryParse(authority.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > ushort.MaxValue)
            {
                throw new FormatException($"invalid port in docker host `{text}`");
            }

            authority = authority[..colon];
        }

        var host = authority.Trim('[', ']') is { Length: > 0 } given ? given : "localhost";
        return new()
        {
            Kind = EndpointKind.Tcp,
            Text = string.Create(CultureInfo.InvariantCulture, $"tcp://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}{path}"),
            Address = host,
            Port = port,
            BasePath = path,
            Tls = tls,
        };
    }

    /// <summary>The rest is ssh(1)'s to judge, but a password would be shown to everybody by ps(1).</summary>
    private static string SshAuthority(string text, string rest)
    {
        if (rest.Length == 0)
        {
            throw new FormatException($"unable to parse docker host `{text}`");
        }

        var user = rest.Split('/')[0].Split('@') is [var before, ..] and { Length: > 1 } ? before : string.Empty;
        return user.Contains(':', StringComparison.Ordinal) ? throw new FormatException("ssh host connection is not valid: invalid SSH URL: plain-text password is not supported") : rest;
    }
}
