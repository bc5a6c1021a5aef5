using Davit.Oci;

namespace Davit.Engine.Registries;

/// <summary>What a registry has under a name, without pulling it.</summary>
/// <param name="Descriptor">Of the manifest or index; for an image's manifest with the platform that its configuration names.</param>
/// <param name="Content">The document's bytes.</param>
/// <param name="Platforms">What the images behind it run on.</param>
public sealed record RemoteDocument(Descriptor Descriptor, ReadOnlyMemory<byte> Content, IReadOnlyList<Platform> Platforms);
