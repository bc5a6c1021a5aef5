using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Davit.Registry.Hosts;

/// <summary>The certificates that an administrator filed for one registry, by docker's rules (<c>certs.d/HOST[:PORT]</c>).</summary>
internal sealed class CertificateFolder
{
    private readonly string path;

    private CertificateFolder(string path) => this.path = path;

    /// <summary>The first folder of this name, or null.</summary>
    public static CertificateFolder? Find(IReadOnlyList<string> directories, string name) =>
        name.Contains('/', StringComparison.Ordinal) || name is "" or "." or ".."
            ? null
            : directories.Select(directory => Path.Combine(directory, name)).Where(Directory.Exists).Select(path => new CertificateFolder(path)).FirstOrDefault();

    public bool HasAuthorities => Files(".crt").Any();

    /// <summary>Changes when a file in the folder does.</summary>
    public string Stamp()
    {
        var stamp = new StringBuilder(path);
        foreach (var file in new DirectoryInfo(path).EnumerateFiles().OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            stamp.Append(CultureInfo.InvariantCulture, $"|{file.Name},{file.Length},{file.LastWriteTimeUtc.Ticks}");
        }

        return stamp.ToString();
    }

    public X509Certificate2Collection ReadAuthorities()
    {
        var authorities = new X509Certificate2Collection();
        foreach (var file in Files(".crt"))
        {
            Guard(file, () => authorities.ImportFromPemFile(file));
        }

        return authorities;
    }

    /// <summary>Pairs only: half of one is an error, as an administrator would want to know.</summary>
    public X509Certificate2Collection ReadClientCertificates()
    {
        var pairs = new X509Certificate2Collection();
        foreach (var certificate in Files(".cert"))
        {
            var key = Path.ChangeExtension(certificate, ".key");
            if (!File.Exists(key))
            {
                throw Failure($"missing key {Path.GetFileName(key)} for client certificate {Path.GetFileName(certificate)}. CA certificates must use the extension .crt");
            }

            Guard(certificate, () => pairs.Add(X509Certificate2.CreateFromPemFile(certificate, key)));
        }

        if (Files(".key").FirstOrDefault(key => !File.Exists(Path.ChangeExtension(key, ".cert"))) is { } alone)
        {
            throw Failure($"missing client certificate {Path.ChangeExtension(Path.GetFileName(alone), ".cert")} for key {Path.GetFileName(alone)}");
        }

        return pairs;
    }

    private IEnumerable<string> Files(string extension) =>
        Directory.EnumerateFiles(path).Where(file => file.EndsWith(extension, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private RegistryException Failure(string message, Exception? cause = null) => new(RegistryErrorKind.Unavailable, $"{path}: {message}", cause);

    private void Guard(string file, Action read)
    {
        try
        {
            read();
        }
        catch (Exception failure) when (failure is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Failure($"{Path.GetFileName(file)} cannot be used: {failure.Message}", failure);
        }
    }
}
