namespace Davit.Registry.Hosts;

/// <summary>Scheme, host and port: what an Authorization header is for (RFC 9110, section 4.3.1). Host names are compared as DNS does.</summary>
internal readonly record struct Origin(string Scheme, string Host, int Port)
{
    public static Origin Of(Uri address) => new(address.Scheme, address.IdnHost.ToLowerInvariant(), address.Port);

    public override string ToString() => $"{Scheme}://{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}";
}
