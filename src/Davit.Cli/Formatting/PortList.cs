using System.Globalization;
using System.Text.Json;
using Davit.Client;

namespace Davit.Cli.Formatting;

/// <summary>Published and exposed ports in one line: neighbouring ones merge to a range, those that are translated come last.</summary>
internal static class PortList
{
    public static string Write(IEnumerable<JsonElement> ports)
    {
        var sorted = ports.Select(PublishedPort.Read).OrderBy(port => port).ToList();
        var groups = new Dictionary<string, (int First, int Last)>(StringComparer.Ordinal);
        var keys = new List<string>();
        var lines = new List<string>();
        var mappings = new List<string>();
        foreach (var port in sorted)
        {
            if (port.Address.Length > 0 && port.Private != port.Public)
            {
                mappings.Add(port.Mapping);
                continue;
            }

            var key = port.Address.Length > 0 ? $"{port.Address}/{port.Protocol}" : port.Protocol;
            if (!groups.TryGetValue(key, out var range))
            {
                groups[key] = (port.Private, port.Private);
                keys.Add(key);
            }
            else if (port.Private == range.Last + 1)
            {
                groups[key] = (range.First, port.Private);
            }
            else
            {
                lines.Add(Range(key, range));
                groups[key] = (port.Private, port.Private);
            }
        }

        var grouped = keys.Select(key => Range(key, groups[key]));
        return string.Join(", ", lines.Concat(grouped).Concat(mappings));
    }

    private static string Range(string key, (int First, int Last) range)
    {
        var numbers = range.First == range.Last
            ? range.First.ToString(CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{range.First}-{range.Last}");
        var slash = key.LastIndexOf('/');
        return slash < 0 ? $"{numbers}/{key}" : $"{PublishedPort.Host(key[..slash])}:{numbers}->{numbers}/{key[(slash + 1)..]}";
    }
}
