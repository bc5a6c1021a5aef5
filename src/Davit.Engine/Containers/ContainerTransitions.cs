namespace Davit.Engine.Containers;

/// <summary>Which status may follow which; every change of status goes through <see cref="Check"/>.</summary>
internal static class ContainerTransitions
{
    public static bool Allows(ContainerStatus from, ContainerStatus to) => (from, to) switch
    {
        _ when from == to => true,
        (ContainerStatus.Created or ContainerStatus.Exited or ContainerStatus.Restarting, ContainerStatus.Running) => true,
        (ContainerStatus.Running, ContainerStatus.Paused) => true,
        (ContainerStatus.Paused, ContainerStatus.Running) => true,
        (ContainerStatus.Running or ContainerStatus.Paused, ContainerStatus.Exited or ContainerStatus.Restarting) => true,
        (ContainerStatus.Restarting, ContainerStatus.Exited) => true,
        (ContainerStatus.Created or ContainerStatus.Exited or ContainerStatus.Dead, ContainerStatus.Removing) => true,
        (ContainerStatus.Removing, ContainerStatus.Dead) => true,
        _ => false,
    };

    /// <exception cref="InvalidOperationException">A defect of the engine: the change makes no sense.</exception>
    public static void Check(ContainerStatus from, ContainerStatus to)
    {
        if (!Allows(from, to))
        {
            throw new InvalidOperationException($"a container does not go from {from} to {to}");
        }
    }
}
