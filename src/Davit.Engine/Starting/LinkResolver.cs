using System.Globalization;
using Davit.Engine.Containers;
using Davit.Engine.Files;
using Davit.Engine.Validation;

namespace Davit.Engine.Starting;

/// <summary>
/// <c>--link NAME:ALIAS</c> on the default bridge: entries in <c>/etc/hosts</c> and docker's old variables, as they are at the
/// start. The other container must run.
/// </summary>
internal sealed class LinkResolver(ContainerRegistry registry)
{
    /// <exception cref="EngineException">The other container is not there or does not run.</exception>
    public (IReadOnlyList<ExtraHost> Hosts, IReadOnlyList<string> Environment) Resolve(ContainerRecord record)
    {
        var hosts = new List<ExtraHost>();
        var environment = new List<string>();
        foreach (var link in record.HostConfig.Links ?? [])
        {
            var (name, alias) = Parse(link);
            var other = registry.Resolve(name).Record;
            var address = other.Network.Networks.Values.Select(endpoint => endpoint.IpAddress).FirstOrDefault(text => text.Length > 0);
            if (!other.State.IsRunning || address is null)
            {
                throw EngineException.Conflict($"Cannot link to a non running container: /{other.Name} AS /{record.Name}/{alias}");
            }

            hosts.Add(new ExtraHost(string.Join(' ', new[] { alias, other.Config.Hostname, other.Name }.Distinct()), address));
            AddEnvironment(environment, record, other, alias, address);
        }

        return (hosts, environment);
    }

    public static (string Name, string Alias) Parse(string link)
    {
        var parts = link.Split(':');
        return parts switch
        {
            [var only] => (only.TrimStart('/'), only[(only.LastIndexOf('/') + 1)..]),
            [var name, var alias] when name.Length > 0 && alias.Length > 0 => (name.TrimStart('/'), alias[(alias.LastIndexOf('/') + 1)..]),
            _ => throw EngineException.Invalid($"bad format for links: {link}"),
        };
    }

    private static void AddEnvironment(List<string> environment, ContainerRecord record, ContainerRecord other, string alias, string address)
    {
        var prefix = alias.Replace('-', '_').ToUpperInvariant();
        var ports = (other.Config.ExposedPorts ?? []).Select(text => PortSpec.TryParse(text, out var port) ? port : default)
            .Where(port => port.Protocol is not null).OrderBy(port => port.Port).ToList();
        if (ports.Count > 0)
        {
            environment.Add($"{prefix}_PORT={ports[0].Protocol}://{address}:{ports[0].Port}");
        }

        foreach (var port in ports)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{prefix}_PORT_{port.Port}_{port.Protocol.ToUpperInvariant()}");
            environment.Add($"{name}={port.Protocol}://{address}:{port.Port}");
            environment.Add($"{name}_ADDR={address}");
            environment.Add($"{name}_PORT={port.Port}");
            environment.Add($"{name}_PROTO={port.Protocol}");
        }

        environment.Add($"{prefix}_NAME=/{record.Name}/{alias}");
        foreach (var entry in other.Config.Env ?? [])
        {
            if (entry.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && entry[..at] is not ("HOME" or "PATH"))
            {
                environment.Add($"{prefix}_ENV_{entry}");
            }
        }
    }
}
