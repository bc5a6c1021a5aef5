namespace Davit.Registry.Hosts;

/// <summary>Where one registry, or one mirror of it, is spoken to, and as whom.</summary>
/// <param name="Name">The name its certificates are filed under: <c>docker.io</c>, <c>localhost:5000</c>.</param>
/// <param name="Address">Where <c>v2/</c> begins, with a slash at its end.</param>
internal sealed record RegistryEndpoint(string Name, Uri Address)
{
    /// <summary>Certificates are not checked, and plain http is good enough for its tokens.</summary>
    public bool IsInsecure { get; init; }

    public bool IsMirror { get; init; }

    /// <summary>Null for mirrors, always.</summary>
    public RegistryCredentials? Credentials { get; init; }

    public Origin Origin => Origin.Of(Address);

    public Uri At(string path) => new(Address, path);
}
