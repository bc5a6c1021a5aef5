using Davit.Cli.CommandLine;

namespace Davit.Cli;

/// <summary>The options before the command's name.</summary>
internal sealed class GlobalOptions
{
    private readonly StringFlag _config = new("config", '\0', "Location of client config files (default \"~/.docker\")") { Completion = Completion.Files };
    private readonly StringFlag _context = new("context", 'c', "Name of the context to use to connect to the daemon (overrides DOCKER_HOST env var and default context set with \"docker context use\")") { Completion = Completion.Contexts };
    private readonly BoolFlag _debug = new("debug", 'D', "Enable debug mode");
    private readonly ListFlag _host = new("host", 'H', "Daemon socket to connect to");
    private readonly StringFlag _logLevel = new("log-level", 'l', "Set the logging level (\"debug\", \"info\", \"warn\", \"error\", \"fatal\")", "info") { Candidates = ["debug", "info", "warn", "error", "fatal"] };
    private readonly BoolFlag _tls = new("tls", '\0', "Use TLS; implied by --tlsverify");
    private readonly StringFlag _tlsCa = new("tlscacert", '\0', "Trust certs signed only by this CA (default \"~/.docker/ca.pem\")") { Completion = Completion.Files };
    private readonly StringFlag _tlsCertificate = new("tlscert", '\0', "Path to TLS certificate file (default \"~/.docker/cert.pem\")") { Completion = Completion.Files };
    private readonly StringFlag _tlsKey = new("tlskey", '\0', "Path to TLS key file (default \"~/.docker/key.pem\")") { Completion = Completion.Files };
    private readonly BoolFlag _tlsVerify = new("tlsverify", '\0', "Use TLS and verify the remote");
    private readonly BoolFlag _version = new("version", 'v', "Print version information and quit");

    public IEnumerable<Flag> Flags => [_config, _context, _debug, _host, _logLevel, _tls, _tlsCa, _tlsCertificate, _tlsKey, _tlsVerify, _version];

    public string? ConfigDirectory => _config.Changed ? _config.Value : null;

    public string Context => _context.Value;

    public bool Debug => _debug.Value;

    public IReadOnlyList<string> Hosts => _host.Values;

    public string LogLevel => _logLevel.Value;

    public bool? Tls => _tls.Changed ? _tls.Value : null;

    public bool? TlsVerify => _tlsVerify.Changed ? _tlsVerify.Value : null;

    public string? TlsCaFile => _tlsCa.Changed ? _tlsCa.Value : null;

    public string? TlsCertificateFile => _tlsCertificate.Changed ? _tlsCertificate.Value : null;

    public string? TlsKeyFile => _tlsKey.Changed ? _tlsKey.Value : null;

    public bool ShowVersion => _version.Value;
}
