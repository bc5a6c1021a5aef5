using Davit.Oci.Runtime;

namespace Davit.Oci.Seccomp;

/// <summary>A rule of a profile: the specification's, and when it is there.</summary>
internal sealed record ProfileRule
{
    /// <summary>The old form, one name.</summary>
    public string? Name { get; init; }

    public IReadOnlyList<string>? Names { get; init; }

    public string Action { get; init; } = "";

    public uint? ErrnoRet { get; init; }

    public IReadOnlyList<SyscallArgSpec>? Args { get; init; }

    public ProfileCondition? Includes { get; init; }

    public ProfileCondition? Excludes { get; init; }

    internal bool AppliesTo(ProfileTarget target) =>
        Includes?.HoldsWhole(target) != false && Excludes?.HoldsInPart(target) != true;

    internal SyscallRuleSpec ToSpec() => new()
    {
        Names = Names is { Count: > 0 } ? Names : [Name!],
        Action = Action,
        ErrnoRet = ErrnoRet,
        Args = Args is { Count: > 0 } ? Args : null,
    };
}
