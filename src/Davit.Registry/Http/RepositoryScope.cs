using Davit.Oci;
using Davit.Registry.Hosts;

namespace Davit.Registry.Http;

/// <summary>One repository's addresses, what tokens for it must allow, and its errors in docker's words.</summary>
internal sealed record RepositoryScope(Reference Reference, RegistryCredentials? Credentials)
{
    public string Path => Reference.Path;

    public IReadOnlyList<string> Pull => [$"repository:{Path}:pull"];

    public IReadOnlyList<string> Push => [$"repository:{Path}:pull,push"];

    public IReadOnlyList<string> Delete => [$"repository:{Path}:delete,pull"];

    /// <summary>The name of a manifest, as people write it.</summary>
    public string NameOf(string tagOrDigest) =>
        Reference.FamiliarName + (tagOrDigest.Contains(':', StringComparison.Ordinal) ? "@" : ":") + tagOrDigest;

    public Uri ManifestAt(RegistryEndpoint endpoint, string tagOrDigest) => endpoint.At($"v2/{Path}/manifests/{tagOrDigest}");

    public Uri BlobAt(RegistryEndpoint endpoint, Digest digest) => endpoint.At($"v2/{Path}/blobs/{digest}");

    /// <summary>Refuses what would be another address.</summary>
    public static void CheckReference(string tagOrDigest)
    {
        if (!Reference.IsTag(tagOrDigest) && !Digest.TryParse(tagOrDigest, out _))
        {
            throw new RegistryException(RegistryErrorKind.InvalidParameter, $"\"{Text.Clean(tagOrDigest)}\" is neither a tag nor a digest");
        }
    }

    /// <summary>A failed pull, as docker's users know it: a registry that hides what one may not see answers as if it were not there.</summary>
    public RegistryException PullFailure(RegistryException failure, string tagOrDigest) => failure switch
    {
        { Kind: RegistryErrorKind.Forbidden } => failure.With(
            RegistryErrorKind.NotFound, $"pull access denied for {Reference.FamiliarName}, repository does not exist or may require 'docker login': {failure.Message}"),
        { Kind: RegistryErrorKind.NotFound, Code: "NAME_UNKNOWN" } => failure.With(failure.Kind, $"repository {Reference.FamiliarName} not found: {failure.Message}"),
        { Kind: RegistryErrorKind.NotFound } => failure.With(
            failure.Kind, $"manifest for {NameOf(tagOrDigest)} not found: {(failure.Code.Length > 0 ? failure.Message : "manifest unknown: manifest unknown")}"),
        _ => failure,
    };
}
