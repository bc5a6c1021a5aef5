using Davit.Oci;

namespace Davit.Engine.Images;

/// <summary>What a registry has after a push.</summary>
/// <param name="Tag">The tag that means it now.</param>
/// <param name="Digest">Of the manifest or index.</param>
/// <param name="Size">Bytes of that document.</param>
/// <param name="Index">The index that the name stands for here, where only one of its images could be pushed.</param>
/// <param name="Instead">The manifest that was pushed instead.</param>
public sealed record ImagePushOutcome(string Tag, Digest Digest, long Size, Descriptor? Index, Descriptor? Instead);
