namespace Davit.Engine;

/// <summary>Severity of a line of the daemon's log.</summary>
public enum EngineLogLevel
{
    Debug,
    Information,
    Warning,
    Error,
}
