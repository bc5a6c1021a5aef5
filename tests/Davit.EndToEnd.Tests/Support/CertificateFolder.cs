namespace Davit.EndToEnd.Tests.Support;

/// <summary>A certificate authority of a test with one server and one client, made by openssl as docker's manual says.</summary>
internal sealed class CertificateFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("davit-e2e-certificates-");

    public CertificateFolder() => Shell.Sh($$"""
        set -e; cd {{folder.FullName}}
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=authority -keyout ca-key.pem -out ca.pem
        sign() { # NAME KEY CERTIFICATE EXTENSIONS
            openssl req -newkey rsa:2048 -nodes -subj "/CN=$1" -keyout "$2" -out request.pem
            printf '%s\n' "$4" >extensions
            openssl x509 -req -days 2 -in request.pem -CA ca.pem -CAkey ca-key.pem -CAcreateserial -extfile extensions -out "$3"
        }
        sign server server-key.pem server.pem 'subjectAltName=DNS:localhost,IP:127.0.0.1
        extendedKeyUsage=serverAuth'
        sign client key.pem cert.pem 'extendedKeyUsage=clientAuth'
        """).Ok();

    public string File(string name) => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(recursive: true);
}
