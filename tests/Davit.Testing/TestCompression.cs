namespace Davit.Testing;

/// <summary>How layers of a test image are compressed.</summary>
public enum TestCompression
{
    None,
    Gzip,
    Zstd,
}
