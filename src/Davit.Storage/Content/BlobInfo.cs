using Davit.Oci;

namespace Davit.Storage.Content;

/// <summary>A committed blob and its size in bytes.</summary>
public sealed record BlobInfo(Digest Digest, long Size);
