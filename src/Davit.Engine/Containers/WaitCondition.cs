namespace Davit.Engine.Containers;

/// <summary>What a wait is for.</summary>
public enum WaitCondition
{
    NotRunning,
    NextExit,
    Removed,
}
