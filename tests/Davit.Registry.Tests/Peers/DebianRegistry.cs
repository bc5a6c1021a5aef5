using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Davit.Testing;

namespace Davit.Registry.Tests.Peers;

/// <summary>Debian's docker-registry (distribution 2.8) as a process of its own: with a password, and with TLS if it gets a certificate.</summary>
internal sealed class DebianRegistry : IDisposable
{
    // htpasswd -Bbn user secret
    private const string Users = "user:$2y$05$sJ8kC9ljLco7cZdWmjp.4uh6uehIkdSz2/8gRqgJ8Wv4Jv8KvAVNm";
    private const string Program = "/usr/bin/docker-registry";

    private readonly TemporaryDirectory directory = new();
    private readonly Process process;

    private DebianRegistry(X509Certificate2? certificate, int port)
    {
        Authority = $"127.0.0.1:{port}";
        File.WriteAllText(directory["users"], Users + "\n");
        File.WriteAllText(directory["config.yml"], Configuration(certificate, port));
        process = Process.Start(new ProcessStartInfo(Program, ["serve", directory["config.yml"]]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.OutputDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
    }

    public static bool IsInstalled => File.Exists(Program);

    public string Authority { get; }

    public static async Task<DebianRegistry> StartAsync(X509Certificate2? certificate = null)
    {
        var registry = new DebianRegistry(certificate, FreePort());
        for (var i = 0; i < 100 && !await registry.AnswersAsync(); i++)
        {
            await Task.Delay(50);
        }

        return registry;
    }

    public void Dispose()
    {
        process.Kill();
        process.WaitForExit();
        process.Dispose();
        directory.Dispose();
    }

    private string Configuration(X509Certificate2? certificate, int port)
    {
        var tls = "";
        if (certificate is not null)
        {
            File.WriteAllText(directory["cert.pem"], certificate.ExportCertificatePem());
            File.WriteAllText(directory["key.pem"], certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
            tls = $"  tls: {{certificate: {directory["cert.pem"]}, key: {directory["key.pem"]}}}\n";
        }

        return $"""
            version: 0.1
            log: {"{"}level: error{"}"}
            storage:
              filesystem: {"{"}rootdirectory: {directory["data"]}{"}"}
              delete: {"{"}enabled: true{"}"}
            auth:
              htpasswd: {"{"}realm: peers, path: {directory["users"]}{"}"}
            http:
              addr: 127.0.0.1:{port}

            """ + tls;
    }

    private async Task<bool> AnswersAsync()
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPEndPoint.Parse(Authority));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
