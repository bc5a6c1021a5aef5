namespace Davit.Api.System;

/// <summary>How one registry is reached.</summary>
public sealed record RegistryIndex
{
    public string Name { get; set; } = "";

    public IReadOnlyList<string> Mirrors { get; set; } = [];

    public bool Secure { get; set; }

    public bool Official { get; set; }
}
