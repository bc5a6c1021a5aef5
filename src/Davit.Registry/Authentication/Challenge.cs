namespace Davit.Registry.Authentication;

/// <summary>What a registry asks for (RFC 9110, section 11.3): a scheme, and its parameters by name.</summary>
/// <param name="Scheme">As written.</param>
/// <param name="Parameters">Names are compared without regard to case.</param>
internal sealed record Challenge(string Scheme, IReadOnlyDictionary<string, string> Parameters)
{
    public bool IsBearer => Scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);

    public bool IsBasic => Scheme.Equals("Basic", StringComparison.OrdinalIgnoreCase);

    public string Parameter(string name) => Parameters.GetValueOrDefault(name, "");
}
