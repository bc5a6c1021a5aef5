namespace Davit.Shim.Logs;

/// <summary>Compresses rotated files beside the shim's own work (another process does it; tests do it at once).</summary>
internal interface ILogCompressor
{
    /// <summary>A file is being compressed; no file may be renamed now.</summary>
    bool IsBusy { get; }

    /// <summary>Replaces <paramref name="path"/> by <c>PATH.gz</c>, some time.</summary>
    void Start(string path);
}
