using System.Text.RegularExpressions;
using Davit.Engine.Containers;
using Davit.Engine.Filtering;
using Davit.Engine.Starting;
using Davit.Engine.Validation;

namespace Davit.Engine.Listing;

/// <summary>The filters of <c>ps</c> (moby daemon/list.go). Values are checked before the first container is looked at.</summary>
internal sealed class ContainerFilter
{
    private static readonly string[] Known =
    [
        "ancestor", "before", "exited", "expose", "health", "id", "is-task", "isolation", "label", "label!", "name", "network",
        "publish", "since", "status", "volume",
    ];

    private readonly Filters filters;
    private readonly List<Regex> names;
    private readonly HashSet<int> exitCodes;
    private readonly HashSet<string> images;
    private readonly HashSet<string> exposed;
    private readonly HashSet<string> published;
    private readonly ContainerRecord? before;
    private readonly ContainerRecord? since;

    /// <param name="filters">As the client sent them.</param>
    /// <param name="registry">For <c>before</c> and <c>since</c>.</param>
    /// <param name="imageIds">Ids of the images a name stands for, and of all images made from it.</param>
    /// <exception cref="EngineException">An unknown filter, or a value that it cannot have.</exception>
    public ContainerFilter(Filters filters, ContainerRegistry registry, Func<string, IEnumerable<string>> imageIds)
    {
        filters.Accept(Known);
        this.filters = filters;
        names = [.. filters.Get("name").Select(Pattern)];
        exitCodes = [.. filters.Get("exited").Select(ParseExit)];
        CheckValues();
        images = [.. filters.Get("ancestor").SelectMany(imageIds)];
        exposed = Ports("expose");
        published = Ports("publish");
        before = Reference("before", registry);
        since = Reference("since", registry);
    }

    /// <summary>Containers that do not run are wanted even without <c>--all</c>.</summary>
    public bool WantsStopped => filters.Contains("status");

    public bool Matches(ContainerRecord record) =>
        MatchesText(record)
        && (!filters.Contains("exited") || (exitCodes.Contains(record.State.ExitCode) && !record.State.IsRunning && record.HasBeenStarted))
        && (!filters.Contains("status") || filters.Get("status").Contains(StatusName(record)))
        && (!filters.Contains("health") || filters.Get("health").Contains(HealthName(record)))
        && filters.GetSwitch("is-task") is not true
        && (!filters.Contains("ancestor") || images.Contains(record.ImageId))
        && MatchesVolume(record)
        && MatchesNetwork(record)
        && MatchesPorts(record)
        && (before is null || record.Created < before.Created)
        && (since is null || record.Created > since.Created);

    internal static string StatusName(ContainerRecord record) => record.State.Status.ToString().ToLowerInvariant();

    private static string HealthName(ContainerRecord record) => (record.State.Health?.Status ?? HealthStatus.None).ToString().ToLowerInvariant();

    private bool MatchesText(ContainerRecord record)
    {
        var ids = filters.Get("id");
        return (ids.Count == 0 || ids.Any(id => record.Id.StartsWith(id, StringComparison.Ordinal)))
            && (names.Count == 0 || names.Exists(name => name.IsMatch(record.Name) || name.IsMatch("/" + record.Name)))
            && filters.MatchLabels(record.Config.Labels);
    }

    private bool MatchesVolume(ContainerRecord record)
    {
        var wanted = filters.Get("volume");
        return wanted.Count == 0 || record.Mounts.Any(mount => wanted.Contains(mount.Name.Length > 0 ? mount.Name : mount.Source)
            || wanted.Contains(mount.Destination) || wanted.Contains(mount.Source));
    }

    private bool MatchesNetwork(ContainerRecord record)
    {
        var wanted = filters.Get("network");
        return wanted.Count == 0 || record.Network.Networks.Any(pair =>
            wanted.Contains(pair.Key) || (pair.Value.NetworkId.Length > 0 && wanted.Any(value => pair.Value.NetworkId.StartsWith(value, StringComparison.Ordinal))));
    }

    private bool MatchesPorts(ContainerRecord record)
    {
        if (exposed.Count == 0 && published.Count == 0)
        {
            return true;
        }

        // Both mean ports of a running container: "expose" its own, "publish" those of the host.
        var ports = ContainerLister.Ports(record);
        return (exposed.Count == 0 || ports.Any(port => exposed.Contains($"{port.PrivatePort}/{port.Type}")))
            && (published.Count == 0 || ports.Any(port => published.Contains($"{port.PublicPort}/{port.Type}")));
    }

    private static Regex Pattern(string text)
    {
        try
        {
            return new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception failure) when (failure is ArgumentException or NotSupportedException)
        {
            throw EngineException.Invalid($"invalid filter 'name={text}': {failure.Message}", failure);
        }
    }

    private static int ParseExit(string text) => int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out var code)
        ? code
        : throw EngineException.Invalid($"invalid filter 'exited={text}': want a number");

    private void CheckValues()
    {
        foreach (var status in filters.Get("status"))
        {
            if (!Enum.TryParse<ContainerStatus>(status, ignoreCase: true, out _) || status.Any(char.IsAsciiDigit))
            {
                throw EngineException.Invalid($"invalid filter 'status={status}': invalid value for state ({status}): must be one of created, running, paused, restarting, removing, exited, dead");
            }
        }

        foreach (var health in filters.Get("health"))
        {
            if (!Enum.TryParse<HealthStatus>(health, ignoreCase: true, out _) || health.Any(char.IsAsciiDigit))
            {
                throw EngineException.Invalid($"invalid filter 'health={health}': invalid value for health ({health}): must be one of none, starting, healthy, unhealthy");
            }
        }
    }

    private HashSet<string> Ports(string key)
    {
        var ports = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in filters.Get(key))
        {
            if (!PortSpec.TryParseRange(text, out var range))
            {
                throw EngineException.Invalid($"invalid filter '{key}={text}'");
            }

            ports.UnionWith(range.Select(port => port.ToString()));
        }

        return ports;
    }

    private ContainerRecord? Reference(string key, ContainerRegistry registry) => filters.Get(key) switch
    {
        { Count: 0 } => null,
        var values => registry.Resolve(values.First()).Record,
    };
}
