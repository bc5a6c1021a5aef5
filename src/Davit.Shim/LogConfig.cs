namespace Davit.Shim;

/// <summary>Where a container's output is recorded. Immutable.</summary>
public sealed record LogConfig
{
    /// <summary>The driver; <see cref="LogDriver.None"/> records nothing.</summary>
    public LogDriver Driver { get; init; } = LogDriver.JsonFile;

    /// <summary>Absolute path of the current file; rotated ones are <c>PATH.1</c>, <c>PATH.2</c> … (<c>.gz</c> when compressed).</summary>
    public string Path { get; init; } = "";

    /// <summary>Bytes after which a file is rotated; 0: never.</summary>
    public long MaxSize { get; init; }

    /// <summary>Files kept, the current one included; with 1 the file is emptied instead of renamed.</summary>
    public int MaxFile { get; init; } = 1;

    /// <summary>Rotated files are compressed (gzip) by a process of their own.</summary>
    public bool Compress { get; init; }

    /// <summary>Recorded with every line as <c>attrs</c>: labels, environment and tag chosen by the log options.</summary>
    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();
}
