using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Davit.Daemon.Tls;

/// <summary>Reads certificates and composes what a TLS server needs. Done once, at start, so that mistakes stop the daemon.</summary>
internal static class TlsSettings
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";

    /// <exception cref="InvalidOperationException">A file is missing or is not what it should be; the message names it.</exception>
    public static SslServerAuthenticationOptions Load(TlsFiles files)
    {
        var options = new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ServerCertificateContext = SslStreamCertificateContext.Create(LoadPair(files), Intermediates(files.Certificate), offline: true),
        };
        if (files.Verify)
        {
            options.ClientCertificateRequired = true;
            options.CertificateChainPolicy = ClientPolicy(files.Authority);
        }

        return options;
    }

    private static X509Certificate2 LoadPair(TlsFiles files)
    {
        try
        {
            return X509Certificate2.CreateFromPemFile(files.Certificate, files.Key);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException(
                $"could not load X509 key pair (cert: \"{files.Certificate}\", key: \"{files.Key}\"): {failure.Message}", failure);
        }
    }

    private static X509Certificate2Collection Intermediates(string file)
    {
        var all = new X509Certificate2Collection();
        all.ImportFromPemFile(file);
        all.RemoveAt(0);
        return all;
    }

    private static X509ChainPolicy ClientPolicy(string authority)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        try
        {
            policy.CustomTrustStore.ImportFromPemFile(authority);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or CryptographicException)
        {
            throw new InvalidOperationException($"could not read CA certificate \"{authority}\": {failure.Message}", failure);
        }

        return policy.CustomTrustStore.Count > 0
            ? policy
            : throw new InvalidOperationException($"could not read CA certificate \"{authority}\": no certificate in it");
    }
}
