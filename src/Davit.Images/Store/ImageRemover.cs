using Davit.Oci;

namespace Davit.Images.Store;

/// <summary>
/// One <c>docker rmi</c>, with the classic store's rules: a name is taken away first; without names left the image goes, then parents
/// that nobody names. Runs under the store's write lock.
/// </summary>
internal sealed class ImageRemover(ImageStore store, ImageRemoval removal)
{
    private readonly List<ImageDeletion> deletions = [];

    public IReadOnlyList<ImageDeletion> Run()
    {
        var image = store.Resolve(removal.Name, removal.Platform);
        if (removal.Platform is not null && store.PlatformsOf(removal.Name).Count > 1)
        {
            return RemovePlatform(image);
        }

        var byName = !IsIdPrefix(image.Id, removal.Name);
        var images = store.PlatformsOf(removal.Name);
        if (byName)
        {
            RemoveName(image);
        }
        else if (IsSingleName(image))
        {
            ThrowIf(ImageConflict.Find(store.Current, image.Id, removal.Users, soft: !removal.Force, names: false));
            Untag([.. image.Tags, .. image.Digests]);
        }

        // By a name, images that have others stay.
        foreach (var gone in images.Where(gone => !byName || IsNameless(gone.Id)))
        {
            Delete(gone.Id, removal.Force, quiet: byName);
        }

        return deletions;
    }

    private bool IsNameless(Digest id) => store.Find(id) is { Tags.Count: 0, Digests.Count: 0 };

    /// <summary>One of the images of a name; the name goes on standing for the others.</summary>
    private List<ImageDeletion> RemovePlatform(ImageRecord image)
    {
        ThrowIf(ImageConflict.Find(store.Current, image.Id, removal.Users, soft: !removal.Force, names: false));
        store.Detach(image.Id);
        Delete(image.Id, removal.Force, quiet: false);
        return deletions;
    }

    private static bool IsIdPrefix(Digest id, string name) =>
        id.Text.StartsWith(name, StringComparison.Ordinal) || id.Hex.StartsWith(name, StringComparison.Ordinal);

    /// <summary>At most one tag, and all names in one repository.</summary>
    private static bool IsSingleName(ImageRecord image) =>
        image.Tags.Count <= 1 && image.Tags.Concat(image.Digests).Select(name => name.Name).Distinct(StringComparer.Ordinal).Count() <= 1;

    private static void ThrowIf(ImageConflict? conflict)
    {
        if (conflict is not null)
        {
            throw ImageErrors.Conflict(conflict.Message);
        }
    }

    /// <summary>Takes the name away.</summary>
    private void RemoveName(ImageRecord image)
    {
        if (!removal.Force && IsSingleName(image) && removal.Users[image.Id].FirstOrDefault() is { } user)
        {
            throw ImageErrors.Conflict(
                $"conflict: unable to remove repository reference \"{removal.Name}\" (must force) - container "
                + $"{ImageErrors.Short(user.ContainerId)} is using its referenced image {ImageErrors.Short(image.Id)}");
        }

        var parsed = Reference.Parse(removal.Name);
        var name = parsed.Digest is null ? parsed.WithDefaultTag() : parsed with { Tag = null };
        Untag([name]);

        // A digest without a tag in the same repository would keep the image under a name nobody gave it.
        var rest = store.Find(image.Id)!;
        if (name.Digest is null && !rest.Tags.Any(tag => tag.Name == name.Name))
        {
            Untag([.. rest.Digests.Where(digest => digest.Name == name.Name)]);
        }
    }

    private void Untag(IReadOnlyList<Reference> names)
    {
        if (names.Count > 0)
        {
            store.RemoveReferences(names);
            deletions.AddRange(names.Select(name => new ImageDeletion { Untagged = name.FamiliarText }));
        }
    }

    private void Delete(Digest id, bool force, bool quiet)
    {
        if (store.Find(id) is not { } image)
        {
            return;
        }

        if (ImageConflict.Find(store.Current, id, removal.Users, soft: !force, names: true) is { } conflict)
        {
            var dangling = image.Tags.Count + image.Digests.Count == 0 && !store.Current.HasChildren(id);
            if (quiet && (!dangling || conflict.IsUse))
            {
                return;
            }

            throw ImageErrors.Conflict(conflict.Message);
        }

        Untag([.. image.Tags, .. image.Digests]);
        var layers = store.Delete(id);
        deletions.Add(new ImageDeletion { Deleted = id.Text });
        deletions.AddRange(image.ChainIds.Reverse()
            .Where(chain => layers.Any(layer => layer.ChainId == chain))
            .Select(chain => new ImageDeletion { Deleted = chain.Text }));
        if (removal.Prune && image.Parent is { } parent)
        {
            Delete(parent, force: false, quiet: true);
        }
    }
}
