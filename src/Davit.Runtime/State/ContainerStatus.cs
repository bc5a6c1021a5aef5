namespace Davit.Runtime.State;

/// <summary>Status of a container (runtime.md#state), and <c>paused</c>.</summary>
internal enum ContainerStatus
{
    Created,
    Running,
    Paused,
    Stopped,
}
