namespace Davit.Engine;

/// <summary>Where the engine's own log lines go; any thread may write.</summary>
public sealed class EngineLog(Action<EngineLogLevel, string> write)
{
    /// <summary>Drops every line.</summary>
    public static EngineLog None { get; } = new((_, _) => { });

    public void Debug(string line) => write(EngineLogLevel.Debug, line);

    public void Information(string line) => write(EngineLogLevel.Information, line);

    public void Warning(string line) => write(EngineLogLevel.Warning, line);

    public void Error(string line) => write(EngineLogLevel.Error, line);
}
