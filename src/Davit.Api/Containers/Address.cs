namespace Davit.Api.Containers;

/// <summary>An address and its prefix length.</summary>
public sealed record Address
{
    public string Addr { get; set; } = "";

    public int PrefixLen { get; set; }
}
