using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Mounts;
using Davit.Engine.Starting;
using Davit.Engine.Validation;
using Davit.Images;
using Davit.Oci;

namespace Davit.Engine.Creating;

/// <summary>Makes a container: everything is checked first, then its directory, layers, volumes and record are made, or nothing.</summary>
internal sealed class ContainerCreator(EngineCore core)
{
    private const int NameAttempts = 8;
    private static readonly TimeSpan CleanupBudget = TimeSpan.FromSeconds(30);
    private readonly VolumePreparer volumes = new(core);

    /// <exception cref="EngineException">The request is wrong, or its name is taken.</exception>
    public async Task<CreateResult> CreateAsync(CreateRequest request, CancellationToken cancellation)
    {
        var name = request.Name.Length > 0 ? NameRules.Parse(request.Name) : null;
        var image = FindImage(request);
        var id = ContainerIds.Make();
        var config = Complete(id, ImageConfigMerge.Merge(request.Config, image.Config), request.HostConfig);
        var host = HostConfigDefaults.Complete(request.HostConfig, core.Options, core.Host);
        Check(config, host, request);
        var neighbours = new NeighbourCheck(core.Registry);
        neighbours.Check(host);
        var mounts = MountSet.Build(config, host, neighbours.Find).Items;
        MountChecks.Check(mounts);

        cancellation.ThrowIfCancellationRequested();
        var rollback = new Rollback(CleanupBudget, core.Log);
        await using (rollback.ConfigureAwait(false))
        {
            var owned = Reserve(name, id, rollback);
            var record = await Task.Run(() => Make(id, owned, config, host, request, image, mounts, rollback), CancellationToken.None).ConfigureAwait(false);
            rollback.Complete();
            core.Registry.Add(new LiveContainer(record));
            core.Events.Container(record, "create");
        }

        return new CreateResult(id, CreateWarnings.Of(host, image));
    }

    private ImageRecord FindImage(CreateRequest request)
    {
        if (request.Config.Image.Length == 0)
        {
            throw EngineException.Invalid("no image specified: the field Image is empty");
        }

        var image = PartErrors.Guard(() => core.Images.Resolve(request.Config.Image));
        if (request.Platform.Length == 0)
        {
            return image;
        }

        if (!Platform.TryParse(request.Platform, out var wanted))
        {
            throw EngineException.Invalid($"\"{request.Platform}\": unknown operating system or architecture: invalid argument");
        }

        return wanted.Matches(image.Platform)
            ? image
            : throw EngineException.NotFound(
                $"image with reference {request.Config.Image} was found but does not match the specified platform: wanted {wanted}, actual: {image.Platform}");
    }

    private ContainerConfig Complete(string id, ContainerConfig config, HostConfig host)
    {
        if (config.Hostname.Length == 0)
        {
            config = config with { Hostname = HostnameFor(id, host) };
        }

        return config with { WorkingDir = config.WorkingDir.StartsWith('/') ? ContainerPath.Clean(config.WorkingDir) : config.WorkingDir };
    }

    private string HostnameFor(string id, HostConfig host) =>
        Specs.ModeParser.ContainerOf(host.NetworkMode) is { } other && core.Registry.FindByName(other) is { } donor
            ? donor.Record.Config.Hostname
            : ContainerNaming.DefaultHostname(id, host, core.Host.HostName);

    private void Check(ContainerConfig config, HostConfig host, CreateRequest request)
    {
        var errors = new List<string>();
        if (config.Entrypoint is null or { Count: 0 } && config.Cmd is null or { Count: 0 })
        {
            errors.Add("no command specified");
        }

        errors.AddRange(ConfigValidator.Validate(config));

        // The image's own words do not contradict the user's: only what the user said is checked against the network mode.
        errors.AddRange(HostConfigValidator.Validate(request.Config, host, core.Host, core.Options));
        NetworkingValidator.Validate(errors, host, request.Networking);
        if (errors.Count > 0)
        {
            throw EngineException.Invalid(string.Join("; ", errors));
        }
    }

    private string Reserve(string? name, string id, Rollback rollback)
    {
        for (var attempt = 0; ; attempt++)
        {
            var candidate = name ?? (attempt < NameAttempts ? NameGenerator.Make(attempt) : ContainerIds.Short(id));
            if (core.Registry.TryReserve(candidate, id, out var owner))
            {
                rollback.Add("name", _ => Task.Run(() => core.Registry.Release(candidate, id), CancellationToken.None));
                return candidate;
            }

            if (name is not null)
            {
                throw EngineException.Conflict(
                    $"Conflict. The container name \"/{name}\" is already in use by container \"{owner}\". You have to remove (or rename) that container to be able to reuse that name.");
            }
        }
    }

    private ContainerRecord Make(
        string id, string name, ContainerConfig config, HostConfig host, CreateRequest request, ImageRecord image, IReadOnlyList<MountPoint> mounts, Rollback rollback)
    {
        var directory = core.Store.DirectoryOf(id);
        rollback.Add("files", _ => Task.Run(() => new ContainerRemover(core).DeleteFiles(id), CancellationToken.None));
        return PartErrors.Guard(() =>
        {
            Directory.CreateDirectory(directory);
            if (!RuntimeProgram.IsOwn(host.Runtime))
            {
                // Another runtime is given a directory for its root; Davit's own mounts it nowhere on the host.
                Directory.CreateDirectory(Path.Combine(directory, "rootfs"));
            }

            core.Snapshots.Prepare(id, image.ChainIds);
            var record = Record(id, name, config, host, request, image) with { Mounts = volumes.Prepare(mounts, image, rollback) };
            core.Store.Save(record);
            return record;
        });
    }

    private ContainerRecord Record(string id, string name, ContainerConfig config, HostConfig host, CreateRequest request, ImageRecord image)
    {
        var directory = core.Store.DirectoryOf(id);
        IReadOnlyList<string> command = [.. config.Entrypoint ?? [], .. config.Cmd ?? []];
        var ownFiles = !Specs.ModeParser.IsContainer(host.NetworkMode);
        return new ContainerRecord
        {
            Id = id,
            Name = name,
            Created = core.Now,
            ImageId = image.Id.Text,
            ChainIds = [.. image.ChainIds.Select(chain => chain.Text)],
            Platform = image.Platform.Os,
            Architecture = image.Platform.Architecture,
            Config = config,
            HostConfig = host,
            Networking = request.Networking,
            Path = command[0],
            Args = [.. command.Skip(1)],
            State = new ContainerState(),
            Network = NetworkAttacher.Planned(host, request.Networking),
            LogPath = host.LogConfig.Type == "none" ? "" : Logs.LogConfigBuilder.PathOf(id, directory),
            HostnamePath = ownFiles ? Path.Combine(directory, "hostname") : "",
            HostsPath = ownFiles ? Path.Combine(directory, "hosts") : "",
            ResolvConfPath = ownFiles ? Path.Combine(directory, "resolv.conf") : "",
        };
    }
}
