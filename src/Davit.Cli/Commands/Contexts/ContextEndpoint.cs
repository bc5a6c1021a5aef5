using Davit.Cli.CommandLine;
using Davit.Cli.Configuration;
using Davit.Client.Transport;

namespace Davit.Cli.Commands.Contexts;

/// <summary>The value of <c>--docker</c>: <c>host=tcp://…,ca=…,cert=…,key=…,skip-tls-verify=…,from=…</c>.</summary>
internal sealed record ContextEndpoint
{
    public string Host { get; private init; } = string.Empty;

    public bool SkipVerify { get; private init; }

    public List<(string File, string Source)> Certificates { get; } = [];

    /// <summary>Throws <see cref="CommandException"/>.</summary>
    public static ContextEndpoint Parse(CommandContext context, string text)
    {
        var endpoint = new ContextEndpoint();
        foreach (var field in text.Length == 0 ? [] : CsvLine.Parse(text))
        {
            var split = field.IndexOf('=', StringComparison.Ordinal);
            if (split <= 0)
            {
                throw new CommandException($"{field} must be formatted as key=value");
            }

            endpoint = endpoint.With(context, field[..split], field[(split + 1)..]);
        }

        if (endpoint.Host.Length > 0)
        {
            try
            {
                EngineEndpoint.Parse(endpoint.Host, null);
            }
            catch (FormatException error)
            {
                throw new CommandException($"unable to create docker endpoint config: {error.Message}");
            }
        }

        return endpoint;
    }

    private ContextEndpoint With(CommandContext context, string key, string value)
    {
        switch (key)
        {
            case "host": return this with { Host = value };
            case "skip-tls-verify": return this with { SkipVerify = value is "1" or "t" or "true" or "TRUE" or "True" };
            case "from":
                return this with
                {
                    Host = value == ContextStore.DefaultName ? EndpointResolver.DefaultHost(context)
                        : (context.Contexts.Find(value) ?? throw ContextNames.NotFound(context, value)).Host,
                };
            case "ca": Certificates.Add(("ca.pem", value)); return this;
            case "cert": Certificates.Add(("cert.pem", value)); return this;
            case "key": Certificates.Add(("key.pem", value)); return this;
            default: throw new CommandException($"unrecognized config key: {key}");
        }
    }
}
