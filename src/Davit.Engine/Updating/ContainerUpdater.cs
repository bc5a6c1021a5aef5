using Davit.Engine.Containers;
using Davit.Engine.Events;
using Davit.Engine.Specs;
using Davit.Engine.Starting;
using Davit.Engine.Validation;
using Davit.Oci.Runtime;
using Davit.Shim;

namespace Davit.Engine.Updating;

/// <summary>Changes of a container that do not start or end it: pause, rename, limits.</summary>
internal sealed class ContainerUpdater(EngineCore core)
{
    public async Task PauseAsync(LiveContainer container, CancellationToken cancellation)
    {
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var record = container.Record;
        if (record.State.Status == ContainerStatus.Paused)
        {
            throw EngineException.Conflict($"Container {record.Id} is already paused");
        }

        var shim = TaskOf(container);
        await PartErrors.GuardAsync(() => shim.PauseAsync(cancellation)).ConfigureAwait(false);
        SetStatus(container, ContainerStatus.Paused);
        Health.HealthService.Stop(container);
        core.Events.Container(container.Record, "pause");
    }

    public async Task UnpauseAsync(LiveContainer container, Health.HealthService health, CancellationToken cancellation)
    {
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var record = container.Record;
        if (record.State.Status != ContainerStatus.Paused || container.Task is not { } shim)
        {
            throw EngineException.Conflict($"Container {record.Id} is not paused");
        }

        await PartErrors.GuardAsync(() => shim.ResumeAsync(cancellation)).ConfigureAwait(false);
        SetStatus(container, ContainerStatus.Running);
        health.Start(container);
        core.Events.Container(container.Record, "unpause");
    }

    public async Task RenameAsync(LiveContainer container, string name, CancellationToken cancellation)
    {
        if (name.Length == 0)
        {
            throw EngineException.Invalid("Neither old nor new names may be empty");
        }

        var wanted = NameRules.Parse(name);
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var record = container.Record;
        if (record.Name == wanted)
        {
            throw EngineException.Invalid("Renaming a container with the same name as its current name");
        }

        if (!core.Registry.TryReserve(wanted, record.Id, out var owner))
        {
            throw EngineException.Conflict(
                $"Conflict. The container name \"/{wanted}\" is already in use by container \"{owner}\". You have to remove (or rename) that container to be able to reuse that name.");
        }

        try
        {
            core.Store.Save(record with { Name = wanted });
        }
        catch (Davit.Storage.StorageException failure)
        {
            core.Registry.Release(wanted, record.Id);
            throw PartErrors.Convert(failure);
        }

        container.Set(record with { Name = wanted });
        core.Registry.Release(record.Name, record.Id);
        core.Events.Container(container.Record, "rename", ("oldName", "/" + record.Name));
    }

    public async Task<IReadOnlyList<string>> UpdateAsync(LiveContainer container, UpdateRequest request, CancellationToken cancellation)
    {
        using var turn = await container.TakeTurnAsync(cancellation).ConfigureAwait(false);
        var record = container.Record;
        if (container.IsRemoving || record.State.Status is ContainerStatus.Removing or ContainerStatus.Dead)
        {
            throw EngineException.Conflict($"Cannot update container {record.Id}: Container is marked for removal and cannot be \"update\".");
        }

        var resources = ResourceUpdate.Merge(record.HostConfig.Resources, request.Resources);
        var errors = new List<string>(ResourceUpdate.Unchangeable(request.Resources));
        errors.AddRange(ResourceValidator.Validate(resources, core.Host));
        var policy = request.RestartPolicy is { Name.Length: > 0 } asked ? asked : record.HostConfig.RestartPolicy;
        RestartPolicyValidator.Validate(errors, policy);
        if (record.HostConfig.AutoRemove && policy.Name is not ("" or "no"))
        {
            errors.Add("Restart policy cannot be updated because AutoRemove is enabled for the container");
        }

        if (errors.Count > 0)
        {
            throw EngineException.Invalid(string.Join("; ", errors));
        }

        if (container.Task is { } shim && record.State.IsRunning)
        {
            await PartErrors.GuardAsync(() => shim.UpdateAsync(Changed(request.Resources, resources), cancellation)).ConfigureAwait(false);
        }

        var next = record with { HostConfig = record.HostConfig with { Resources = resources, RestartPolicy = policy } };
        PartErrors.Guard(() =>
        {
            core.Store.Save(next);
            return true;
        });
        container.Set(next with { State = container.Record.State });
        core.Events.Container(container.Record, "update");
        return [];
    }

    /// <summary>What was asked for, with the values that go with it (swap with memory).</summary>
    private static ResourcesSpec Changed(HostResources asked, HostResources merged) => ResourcePart.Build(
        asked with { MemorySwap = asked.Memory > 0 || asked.MemorySwap != 0 ? merged.MemorySwap : 0 }, DeviceResolver.BlockDevice);

    private static ShimClient TaskOf(LiveContainer container) => container.Record.State.Status switch
    {
        ContainerStatus.Restarting => throw EngineException.Conflict($"Container {container.Id} is restarting, wait until the container is running"),
        ContainerStatus.Running when container.Task is { } shim => shim,
        _ => throw EngineException.Conflict($"container {container.Id} is not running"),
    };

    private void SetStatus(LiveContainer container, ContainerStatus status)
    {
        container.Set(container.Record with { State = container.Record.State with { Status = status } });
        PartErrors.Guard(() =>
        {
            core.Store.Save(container.Record);
            return true;
        });
    }
}
