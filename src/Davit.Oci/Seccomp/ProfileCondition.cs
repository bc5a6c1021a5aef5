namespace Davit.Oci.Seccomp;

/// <summary>What a rule's presence depends on. As <c>includes</c> everything named must hold, as <c>excludes</c> one thing is enough.</summary>
internal sealed record ProfileCondition
{
    /// <summary>Capabilities of the container's bounding set, such as <c>CAP_SYS_ADMIN</c>.</summary>
    public IReadOnlyList<string>? Caps { get; init; }

    /// <summary>Go's names: <c>amd64</c>, <c>arm64</c>, <c>x86</c>, <c>x32</c>.</summary>
    public IReadOnlyList<string>? Arches { get; init; }

    /// <summary>The oldest kernel, such as <c>4.8</c>.</summary>
    public string? MinKernel { get; init; }

    internal bool HoldsWhole(ProfileTarget target) =>
        (Arches is not { Count: > 0 } || Arches.Contains(target.Architecture))
        && (Caps ?? []).All(target.Capabilities.Contains)
        && (MinKernel is not { Length: > 0 } || target.Kernel >= KernelVersion.Parse(MinKernel));

    internal bool HoldsInPart(ProfileTarget target) =>
        Arches?.Contains(target.Architecture) == true
        || (Caps ?? []).Any(target.Capabilities.Contains)
        || (MinKernel is { Length: > 0 } && target.Kernel >= KernelVersion.Parse(MinKernel));
}
