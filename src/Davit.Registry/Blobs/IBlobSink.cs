using Davit.Oci;

namespace Davit.Registry.Blobs;

/// <summary>Where a blob arrives: a file that may have its beginning already, or memory. Used by one transfer at a time.</summary>
internal interface IBlobSink
{
    long Length { get; }

    void Write(ReadOnlySpan<byte> content);

    /// <summary>Whether all that is there has this digest.</summary>
    bool Matches(Digest digest);

    /// <summary>Forgets what is there: it was wrong.</summary>
    void Restart();
}
