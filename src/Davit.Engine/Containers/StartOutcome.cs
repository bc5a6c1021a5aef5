namespace Davit.Engine.Containers;

/// <summary>What start found.</summary>
public enum StartOutcome
{
    Started,
    AlreadyRunning,
}
