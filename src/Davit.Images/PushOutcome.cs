using Davit.Oci;

namespace Davit.Images;

/// <summary>What a registry has after a push.</summary>
/// <param name="Tag">The tag that means it now.</param>
/// <param name="Digest">Of the manifest or index.</param>
/// <param name="Size">Bytes of that document.</param>
public sealed record PushOutcome(string Tag, Digest Digest, long Size)
{
    /// <summary>The index that the name stands for here, where only one of its images could be pushed.</summary>
    public Descriptor? Index { get; init; }

    /// <summary>The manifest that was pushed instead.</summary>
    public Descriptor? Instead { get; init; }
}
