using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Davit.Daemon.Tests.Tls;

/// <summary>A certificate authority for one test, with PEM files in a directory of its own.</summary>
internal sealed class TestAuthority : IDisposable
{
    private readonly X509Certificate2 root;

    public TestAuthority(string name)
    {
        Folder = Directory.CreateTempSubdirectory("davit-tls-").FullName;
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        root = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(120));
        System.IO.File.WriteAllText(File("ca.pem"), root.ExportCertificatePem());
    }

    public string Folder { get; }

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>A certificate for <c>127.0.0.1</c> with one purpose, and its files <c>NAME.pem</c> and <c>NAME-key.pem</c>.</summary>
    public X509Certificate2 Issue(string name, string purpose)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(purpose)], false));
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var issued = request.Create(root, root.NotBefore, root.NotAfter, RandomNumberGenerator.GetBytes(8));
        System.IO.File.WriteAllText(File(name + ".pem"), issued.ExportCertificatePem());
        System.IO.File.WriteAllText(File(name + "-key.pem"), key.ExportPkcs8PrivateKeyPem());
        return X509CertificateLoader.LoadPkcs12(issued.CopyWithPrivateKey(key).Export(X509ContentType.Pfx), null);
    }

    public X509Certificate2 Root => root;

    public void Dispose()
    {
        root.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
