namespace Davit.Engine.Containers;

/// <summary>Where a container is in its life; <see cref="ContainerTransitions"/> says what follows what.</summary>
public enum ContainerStatus
{
    Created,
    Running,
    Paused,
    Restarting,
    Exited,
    Removing,
    Dead,
}
