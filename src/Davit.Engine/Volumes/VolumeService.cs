using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Filtering;
using Davit.Engine.Validation;
using Davit.Storage.Volumes;

namespace Davit.Engine.Volumes;

/// <summary>Named and anonymous volumes.</summary>
public sealed class VolumeService
{
    private readonly EngineCore core;

    internal VolumeService(EngineCore core) => this.core = core;

    public Task<VolumeSummary> CreateAsync(VolumeCreateRequest request, CancellationToken cancellation)
    {
        if (request.Driver is not ("" or "local"))
        {
            throw EngineException.NotFound($"error looking up volume plugin {request.Driver}: plugin \"{request.Driver}\" not found");
        }

        if (request.Name.Length > 0 && !NameRules.IsValid(request.Name))
        {
            throw EngineException.Invalid($"create {request.Name}: \"{request.Name}\" includes invalid characters for a local volume name, only \"[a-zA-Z0-9][a-zA-Z0-9_.-]\" are allowed. "
                + "If you intended to pass a host directory, use absolute path");
        }

        return Task.Run(
            () =>
            {
                var existed = request.Name.Length > 0 && core.Volumes.Find(request.Name) is not null;
                var volume = PartErrors.Guard(() => core.Volumes.Create(new VolumeRequest
                {
                    Name = request.Name.Length > 0 ? request.Name : null,
                    Labels = request.Labels ?? new Dictionary<string, string>(),
                    Options = request.DriverOptions ?? new Dictionary<string, string>(),
                }));
                if (!existed)
                {
                    core.Events.Volume("create", volume.Name);
                }

                return Summary(volume);
            },
            cancellation);
    }

    public Task<IReadOnlyList<VolumeSummary>> ListAsync(Filters filters, CancellationToken cancellation)
    {
        filters.Accept("dangling", "driver", "label", "label!", "name");
        var dangling = filters.GetSwitch("dangling");
        var used = Used();
        return Task.FromResult<IReadOnlyList<VolumeSummary>>(
        [
            .. core.Volumes.List()
                .Where(volume => dangling is null || dangling != used.ContainsKey(volume.Name))
                .Where(volume => filters.ExactMatch("driver", volume.Driver) && filters.MatchLabels(volume.Labels))
                .Where(volume => filters.Get("name") is { Count: 0 } || filters.Get("name").Any(part => volume.Name.Contains(part, StringComparison.Ordinal)))
                .Select(Summary),
        ]);
    }

    public Task<VolumeSummary> InspectAsync(string name, CancellationToken cancellation) => Task.FromResult(Summary(Find(name)));

    public async Task RemoveAsync(string name, bool force, CancellationToken cancellation)
    {
        if (core.Volumes.Find(name) is null && force)
        {
            return;
        }

        var volume = Find(name);
        if (Used().TryGetValue(volume.Name, out var containers))
        {
            throw EngineException.Conflict($"remove {name}: volume is in use - [{string.Join(", ", containers)}]");
        }

        await Task.Run(() => PartErrors.Guard(() => core.Volumes.Remove(volume.Name)), cancellation).ConfigureAwait(false);
        core.Events.Volume("destroy", volume.Name);
    }

    /// <summary>Removes anonymous volumes that nobody uses; with the filter <c>all</c> named ones too.</summary>
    public async Task<PruneResult> PruneAsync(Filters filters, CancellationToken cancellation)
    {
        filters.Accept("all", "label", "label!");
        var all = filters.GetSwitch("all") ?? false;
        var used = Used();
        var deleted = new List<string>();
        long reclaimed = 0;
        foreach (var volume in core.Volumes.List().Where(volume => !used.ContainsKey(volume.Name) && (all || volume.Anonymous) && filters.MatchLabels(volume.Labels)))
        {
            cancellation.ThrowIfCancellationRequested();
            var size = await Task.Run(() => PartErrors.Guard(() => core.Volumes.Size(volume)), cancellation).ConfigureAwait(false);
            await RemoveAsync(volume.Name, true, cancellation).ConfigureAwait(false);
            deleted.Add(volume.Name);
            reclaimed += size;
        }

        core.Events.Publish("volume", "prune", "", new Dictionary<string, string> { ["reclaimed"] = reclaimed.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return new PruneResult(deleted, reclaimed);
    }

    /// <summary>Every volume with its size and users, for <c>system df</c>.</summary>
    internal IReadOnlyList<VolumeSummary> Usage()
    {
        var used = Used();
        return
        [
            .. core.Volumes.List().Select(volume => Summary(volume) with
            {
                Size = PartErrors.Guard(() => core.Volumes.Size(volume)),
                RefCount = used.GetValueOrDefault(volume.Name)?.Count ?? 0,
            }),
        ];
    }

    private VolumeRecord Find(string name) => core.Volumes.Find(name) ?? throw EngineException.NotFound($"get {name}: no such volume");

    private Dictionary<string, List<string>> Used()
    {
        var used = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var record in core.Registry.All.Select(container => container.Record))
        {
            foreach (var name in record.Mounts.Where(mount => mount.Type == "volume").Select(mount => mount.Name).Distinct())
            {
                (used.TryGetValue(name, out var list) ? list : used[name] = []).Add(record.Id);
            }
        }

        return used;
    }

    private static VolumeSummary Summary(VolumeRecord volume) => new()
    {
        Name = volume.Name,
        Driver = volume.Driver,
        Mountpoint = volume.Mountpoint,
        CreatedAt = volume.CreatedAt,
        Labels = volume.Labels,
        Options = volume.Options,
    };
}
