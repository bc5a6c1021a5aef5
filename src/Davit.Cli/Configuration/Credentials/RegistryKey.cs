namespace Davit.Cli.Configuration.Credentials;

/// <summary>The names that credentials are kept under.</summary>
internal static class RegistryKey
{
    /// <summary>Docker Hub's, for historical reasons the address of its old index.</summary>
    public const string DockerHub = "https://index.docker.io/v1/";

    /// <summary>The name for images of a registry: its host, or <see cref="DockerHub"/>.</summary>
    public static string OfDomain(string domain) => domain is "docker.io" or "index.docker.io" ? DockerHub : domain;

    /// <summary>Host and port of an address with or without scheme and path.</summary>
    public static string ToHost(string address)
    {
        if (address.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0)
        {
            var authority = address[(address.IndexOf("://", StringComparison.Ordinal) + 3)..].Split('/')[0];
            return authority[(authority.LastIndexOf('@') + 1)..];
        }

        return address.Split('/')[0];
    }
}
