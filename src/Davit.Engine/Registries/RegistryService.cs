using System.Text.Json;
using Davit.Engine.Filtering;
using Davit.Engine.Images;
using Davit.Oci;
using Davit.Oci.Image;
using Davit.Registry;

namespace Davit.Engine.Registries;

/// <summary>What registries are asked that has nothing to do with the images here: logins, searches, documents.</summary>
public sealed class RegistryService
{
    private const int ConfigLimit = 8 << 20;
    private const int SearchLimit = 100;

    private readonly RegistryClient registry;

    internal RegistryService(RegistryClient registry) => this.registry = registry;

    /// <summary>Checks credentials with their registry.</summary>
    public Task<LoginOutcome> LoginAsync(Credentials credentials, CancellationToken cancellation) => PartErrors.GuardAsync(async () =>
    {
        var result = await registry.LoginAsync(credentials.ServerAddress, credentials.ToRegistry(), cancellation).ConfigureAwait(false);
        return new LoginOutcome(result.Status, result.IdentityToken);
    });

    /// <summary>Repositories for a term, which may begin with a registry's host.</summary>
    public Task<IReadOnlyList<FoundRepository>> SearchAsync(
        string term, int? limit, Filters filters, Credentials? credentials, CancellationToken cancellation)
    {
        filters.Accept("is-automated", "is-official", "stars");
        if (limit is < 1 or > SearchLimit)
        {
            throw EngineException.Invalid($"limit {limit} is outside the range of [1, {SearchLimit}]");
        }

        var query = SearchTerms.Parse(term) with
        {
            Limit = limit ?? 25,
            IsOfficial = filters.GetSwitch("is-official"),
            IsAutomated = filters.GetSwitch("is-automated"),
            MinimumStars = SearchTerms.Stars(filters),
        };
        return PartErrors.GuardAsync<IReadOnlyList<FoundRepository>>(async () =>
        {
            var found = await registry.SearchAsync(query, credentials?.ToRegistry(), cancellation).ConfigureAwait(false);
            return [.. found.Select(result => new FoundRepository(result.Name, result.Description, result.StarCount, result.IsOfficial, result.IsAutomated))];
        });
    }

    /// <summary>The document that a registry has under a name.</summary>
    public Task<RemoteDocument> InspectAsync(string name, Credentials? credentials, CancellationToken cancellation) => PartErrors.GuardAsync(async () =>
    {
        var reference = ImageReferences.Parse(name, "").WithDefaultTag();
        var repository = registry.Repository(reference, credentials?.ToRegistry());
        var found = await repository.ResolveManifestAsync(reference.TagOrDigest!, cancellation).ConfigureAwait(false);
        if (MediaTypes.IsIndex(found.MediaType))
        {
            return new RemoteDocument(found.Descriptor, found.Content, [.. Index(found.Content).Select(entry => entry.Platform).OfType<Platform>()]);
        }

        var platform = await PlatformAsync(repository, found, cancellation).ConfigureAwait(false);
        return new RemoteDocument(found.Descriptor with { Platform = platform }, found.Content, platform is null ? [] : [platform]);
    });

    /// <summary>Puts an index under a name; manifests of other repositories are brought to its own first. Returns digest and what was brought.</summary>
    public Task<(Digest Digest, IReadOnlyList<string> Brought)> PushIndexAsync(IndexPush push, CancellationToken cancellation) => PartErrors.GuardAsync(async () =>
    {
        var target = ImageReferences.Parse(push.Target, "").WithDefaultTag();
        var repository = registry.Repository(target, push.Credentials?.ToRegistry());
        var brought = new List<string>();
        foreach (var text in push.Sources)
        {
            var source = ImageReferences.Parse(text, "");
            if (source.Domain != target.Domain || source.Digest is not { } digest)
            {
                throw EngineException.Invalid($"cannot use source images from a different registry than the target image: {source.Domain} != {target.Domain}");
            }

            await BringAsync(registry.Repository(source, push.Credentials?.ToRegistry()), repository, digest, cancellation).ConfigureAwait(false);
            brought.Add((target with { Tag = null, Digest = digest }).CanonicalText);
        }

        var put = await repository.PutManifestAsync(target.Tag!, push.Content, push.MediaType, cancellation).ConfigureAwait(false);
        return (put, (IReadOnlyList<string>)brought);
    });

    private static async Task BringAsync(RepositoryClient from, RepositoryClient to, Digest digest, CancellationToken cancellation)
    {
        var manifest = await from.ResolveManifestAsync(digest.Text, cancellation).ConfigureAwait(false);
        if (from.Reference.Path != to.Reference.Path)
        {
            var document = JsonSerializer.Deserialize(manifest.Content, ImageJson.Default.Manifest) ?? new Manifest();
            foreach (var blob in (document.Layers ?? []).Append(document.Config).OfType<Descriptor>())
            {
                if (!await to.HasBlobAsync(blob.Digest, cancellation).ConfigureAwait(false)
                    && !await to.MountBlobAsync(blob.Digest, from.Reference.Path, cancellation).ConfigureAwait(false))
                {
                    throw new RegistryException(RegistryErrorKind.Unsupported, $"{to.Reference.Domain} did not take blob {blob.Digest} from {from.Reference.Path} to {to.Reference.Path}");
                }
            }
        }

        await to.PutManifestAsync(digest.Text, manifest.Content, manifest.MediaType, cancellation).ConfigureAwait(false);
    }

    private static IReadOnlyList<Descriptor> Index(ReadOnlyMemory<byte> content) =>
        JsonSerializer.Deserialize(content.Span, ImageJson.Default.Index)?.Manifests ?? [];

    private static async Task<Platform?> PlatformAsync(RepositoryClient repository, RegistryManifest manifest, CancellationToken cancellation)
    {
        var config = JsonSerializer.Deserialize(manifest.Content, ImageJson.Default.Manifest)?.Config;
        if (config is null || !MediaTypes.IsImageConfig(config.MediaType) || config.Size > ConfigLimit)
        {
            return null;
        }

        var json = await repository.ReadBlobAsync(config, ConfigLimit, cancellation).ConfigureAwait(false);
        var document = JsonSerializer.Deserialize(json, ImageJson.Default.ImageDocument);
        return document is { Architecture.Length: > 0 } ? document.Platform with { OsFeatures = document.OsFeatures } : null;
    }
}
