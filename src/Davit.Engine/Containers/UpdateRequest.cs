namespace Davit.Engine.Containers;

/// <summary>New limits (zero: unchanged) and a new restart policy (null or empty name: unchanged).</summary>
public sealed record UpdateRequest(HostResources Resources, RestartPolicy? RestartPolicy);
