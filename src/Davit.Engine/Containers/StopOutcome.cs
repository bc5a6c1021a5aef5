namespace Davit.Engine.Containers;

/// <summary>What stop found.</summary>
public enum StopOutcome
{
    Stopped,
    AlreadyStopped,
}
