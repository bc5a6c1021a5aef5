using Davit.Engine.Containers;
using Davit.Oci.Runtime;

namespace Davit.Engine.Specs;

/// <summary>All that a specification is made from, looked up beforehand: <see cref="SpecBuilder"/> reads nothing else.</summary>
internal sealed record SpecInput
{
    public required ContainerRecord Container { get; init; }

    public required HostFacts Host { get; init; }

    public required ResolvedUser User { get; init; }

    /// <summary>File of the network namespace; null: the host's, or another container's (<see cref="Joined"/>).</summary>
    public string? NetworkNamespace { get; init; }

    /// <summary>Namespace files of other containers, by OCI type.</summary>
    public IReadOnlyDictionary<string, string> Joined { get; init; } = new Dictionary<string, string>();

    public string Hostname { get; init; } = "";

    /// <summary>Binds, volumes, tmpfs and the network files, in the order they were asked for.</summary>
    public IReadOnlyList<MountSpec> Mounts { get; init; } = [];

    /// <summary>Where <c>/dev/shm</c> comes from; null: a tmpfs of the container's own.</summary>
    public string? SharedMemorySource { get; init; }

    public IReadOnlyList<DeviceSpec> Devices { get; init; } = [];

    public IReadOnlyList<DeviceCgroupSpec> DeviceRules { get; init; } = [];

    public ResourcesSpec Resources { get; init; } = new();

    public required SecuritySettings Security { get; init; }

    public IReadOnlyList<string> LinkEnvironment { get; init; } = [];

    public required string CgroupsPath { get; init; }

    public IReadOnlyList<Ulimit> DefaultUlimits { get; init; } = [];

    /// <summary><c>private shared slave</c> and the <c>r…</c> forms; null: private.</summary>
    public string? RootfsPropagation { get; init; }
}
