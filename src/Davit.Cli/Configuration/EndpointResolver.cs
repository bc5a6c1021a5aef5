using Davit.Client.Transport;
using Davit.Client;

namespace Davit.Cli.Configuration;

/// <summary>
/// Decides which daemon to talk to: <c>--context</c>, <c>--host</c>, DAVIT_HOST, DOCKER_HOST, DOCKER_CONTEXT, the
/// configured context, then this machine's socket.
/// </summary>
internal static class EndpointResolver
{
    private const string OwnSocket = "/run/davit.sock";
    private const string DockerSocket = "/var/run/docker.sock";

    public static EngineClient Connect(CommandContext context)
    {
        try
        {
            return new EngineClient(new EngineClientOptions
            {
                Endpoint = Resolve(context),
                Headers = context.Config.HttpHeaders,
                FixedApiVersion = context.Variable("DOCKER_API_VERSION")?.TrimStart('v'),
                UserAgent = $"Davit-Client/{ClientVersion.Text} (linux)",
            });
        }
        catch (FormatException error)
        {
            throw new CommandException(error.Message);
        }
    }

    /// <summary>The name of the context in force; <c>default</c> where a host was given outright.</summary>
    public static string CurrentContext(CommandContext context)
    {
        if (context.Globals.Context.Length > 0)
        {
            return context.Globals.Hosts.Count > 0 ? throw new CommandException("conflicting options: cannot specify both --host and --context") : context.Globals.Context;
        }

        if (context.Globals.Hosts.Count > 0 || HostVariable(context) is not null)
        {
            return ContextStore.DefaultName;
        }

        return context.Variable("DOCKER_CONTEXT") ?? context.Config.CurrentContext ?? ContextStore.DefaultName;
    }

    /// <summary>Where the default context leads.</summary>
    public static string DefaultHost(CommandContext context)
    {
        if (context.Globals.Hosts.Count > 1)
        {
            throw new CommandException("Specify only one -H");
        }

        return (context.Globals.Hosts is [var host] && host.Trim() is { Length: > 0 } given ? given : null) ?? HostVariable(context) ?? LocalSocket(context);
    }

    private static EngineEndpoint Resolve(CommandContext context)
    {
        var name = CurrentContext(context);
        if (name == ContextStore.DefaultName)
        {
            return EngineEndpoint.Parse(DefaultHost(context), Tls(context));
        }

        var stored = context.Contexts.Find(name) ?? throw new CommandException(
            $"Failed to initialize: unable to resolve docker endpoint: context \"{name}\": context not found: open {context.Contexts.MetadataFile(name)}: no such file or directory");
        return EngineEndpoint.Parse(stored.Host.Length == 0 ? LocalSocket(context) : stored.Host, stored.Tls);
    }

    private static string? HostVariable(CommandContext context) => context.Variable("DAVIT_HOST") ?? context.Variable("DOCKER_HOST");

    private static string LocalSocket(CommandContext context)
    {
        var dockerOnly = context.IsDockerName && !File.Exists(OwnSocket) && File.Exists(DockerSocket);
        return "unix://" + (dockerOnly ? DockerSocket : OwnSocket);
    }

    private static TlsOptions? Tls(CommandContext context)
    {
        var verify = context.Globals.TlsVerify ?? (context.Variable("DOCKER_TLS_VERIFY") is not null);
        var files = context.Globals.TlsCaFile is not null || context.Globals.TlsCertificateFile is not null || context.Globals.TlsKeyFile is not null;
        if (!(context.Globals.Tls ?? (context.Variable("DOCKER_TLS") is not null)) && !verify && !files)
        {
            return null;
        }

        var directory = context.Variable("DOCKER_CERT_PATH") ?? context.ConfigDirectory;
        return new TlsOptions
        {
            Verify = verify,
            CaFile = context.Globals.TlsCaFile ?? IfPresent(directory, "ca.pem"),
            CertificateFile = context.Globals.TlsCertificateFile ?? IfPresent(directory, "cert.pem"),
            KeyFile = context.Globals.TlsKeyFile ?? IfPresent(directory, "key.pem"),
        };
    }

    private static string? IfPresent(string directory, string file) => Path.Combine(directory, file) is var path && File.Exists(path) ? path : null;
}
