namespace Davit.Runtime.Seccomp;

/// <summary>An action for one call, taken when all conditions hold; with none, always.</summary>
internal sealed record CallRule(SeccompAction Action, IReadOnlyList<ArgumentCondition> Conditions);
