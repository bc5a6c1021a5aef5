using System.Security.Cryptography;
using Davit.Oci;

namespace Davit.Storage.Streams;

/// <summary>Computes the digest of what is read through it. Does not own the stream.</summary>
internal sealed class HashingStream(Stream source) : ReadOnlyStream
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public override int Read(Span<byte> buffer)
    {
        var count = source.Read(buffer);
        hash.AppendData(buffer[..count]);
        return count;
    }

    public Digest Finish() => Digest.FromHash(hash.GetHashAndReset());

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            hash.Dispose();
        }

        base.Dispose(disposing);
    }
}
