namespace Davit.Storage.Archives;

/// <summary>How a stream is compressed, by its first bytes.</summary>
public enum CompressionFormat
{
    None,
    Gzip,
    Zstd,

    /// <summary>Recognised so that the error can say so; not read.</summary>
    Xz,
    Bzip2,
}
