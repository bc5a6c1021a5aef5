namespace Davit.Storage.Snapshots;

/// <summary>What a layer's directory has in it.</summary>
internal static class LayerPaths
{
    /// <summary>The unpacked files.</summary>
    public const string FileSystem = "fs";

    /// <summary>What the archive itself replaced while it was unpacked; only rarely there.</summary>
    public const string Moved = "moved";

    /// <summary>How to write the archive again.</summary>
    public const string Tape = "tape.zst";

    public const string Record = "layer.json";

    /// <summary>Mount points that every container of this chain needs, as a layer above it; made at first use.</summary>
    public const string Init = "init";
}
