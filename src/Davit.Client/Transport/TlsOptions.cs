namespace Davit.Client.Transport;

/// <summary>Certificates for a TCP endpoint. Paths of files that do not exist are left out by whoever makes this.</summary>
public sealed record TlsOptions
{
    /// <summary>Check the server's certificate against <see cref="CaFile"/>, or the system's authorities.</summary>
    public bool Verify { get; init; }

    public string? CaFile { get; init; }

    public string? CertificateFile { get; init; }

    public string? KeyFile { get; init; }
}
