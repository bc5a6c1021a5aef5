using System.Text.Json;
using Davit.Client.Transport;
using Davit.Client;

namespace Davit.Cli.Configuration;

/// <summary>A named daemon as it is stored.</summary>
internal sealed record StoredContext(string Name, string Description, string Host, bool SkipTlsVerify, TlsOptions? Tls)
{
    public static StoredContext Read(JsonElement root, Func<string, TlsOptions?> tls)
    {
        var endpoint = root.Member("Endpoints").Member("docker");
        var name = root.Text("Name");
        var skip = endpoint.Flag("SkipTLSVerify");
        var options = tls(name);
        return new StoredContext(name, root.Member("Metadata").Text("Description"), endpoint.Text("Host"), skip, options is null ? null : options with { Verify = !skip });
    }
}
