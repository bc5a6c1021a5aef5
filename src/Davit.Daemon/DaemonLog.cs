using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Davit.Daemon.Options;
using Davit.Engine;

namespace Davit.Daemon;

/// <summary>The daemon's log on standard error, in the form of dockerd's: one line per entry, text or JSON. Thread-safe.</summary>
internal sealed class DaemonLog
{
    private readonly Lock gate = new();
    private readonly TextWriter output;
    private readonly TimeProvider clock;
    private readonly bool json;
    private readonly EngineLogLevel threshold;

    public DaemonLog(DaemonOptions options, TextWriter output, TimeProvider clock)
    {
        this.output = output;
        this.clock = clock;
        json = options.LogFormat == "json";
        threshold = options.Debug ? EngineLogLevel.Debug : Level(options.LogLevel);
        Engine = new EngineLog(Write);
    }

    public EngineLog Engine { get; }

    private static EngineLogLevel Level(string name) => name switch
    {
        "debug" => EngineLogLevel.Debug,
        "warn" or "warning" => EngineLogLevel.Warning,
        "error" or "fatal" => EngineLogLevel.Error,
        _ => EngineLogLevel.Information,
    };

    private static string Name(EngineLogLevel level) => level switch
    {
        EngineLogLevel.Debug => "debug",
        EngineLogLevel.Warning => "warning",
        EngineLogLevel.Error => "error",
        _ => "info",
    };

    private void Write(EngineLogLevel level, string line)
    {
        if (level < threshold)
        {
            return;
        }

        var time = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        var text = JsonEncodedText.Encode(line, JavaScriptEncoder.UnsafeRelaxedJsonEscaping);
        var entry = json
            ? $"{{\"level\":\"{Name(level)}\",\"msg\":\"{text}\",\"time\":\"{time}\"}}"
            : $"time=\"{time}\" level={Name(level)} msg=\"{text}\"";
        lock (gate)
        {
            output.WriteLine(entry);
        }
    }
}
