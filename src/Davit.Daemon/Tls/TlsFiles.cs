namespace Davit.Daemon.Tls;

/// <summary>Where the certificates are; with <see cref="Verify"/> clients must show one that the authority signed.</summary>
internal sealed record TlsFiles(string Certificate, string Key, string Authority, bool Verify);
