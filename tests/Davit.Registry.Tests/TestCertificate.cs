using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Davit.Registry.Tests;

/// <summary>A certificate that signs itself, as registries of small companies have it.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Create(string name = "localhost", bool expired = false)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        if (name == "localhost")
        {
            names.AddIpAddress(IPAddress.Loopback);
        }

        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        var now = DateTimeOffset.UtcNow;
        using var certificate = request.CreateSelfSigned(now.AddDays(-2), now.AddDays(expired ? -1 : 1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    /// <summary>Files a registry's certificate where the client looks for it.</summary>
    public static void Trust(X509Certificate2 certificate, string directory, string authority)
    {
        Directory.CreateDirectory(Path.Combine(directory, authority));
        File.WriteAllText(Path.Combine(directory, authority, "ca.crt"), certificate.ExportCertificatePem());
    }

    /// <summary>As a client certificate.</summary>
    public static void FilePair(X509Certificate2 certificate, string directory, string authority)
    {
        File.WriteAllText(Path.Combine(directory, authority, "client.cert"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(directory, authority, "client.key"), certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }
}
