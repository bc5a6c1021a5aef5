using Davit.Oci;

namespace Davit.Images.Store;

/// <summary>Why an image cannot be removed, in docker's words; <see cref="IsUse"/>: a container uses it.</summary>
internal sealed record ImageConflict(string Message, bool IsUse)
{
    /// <param name="set">All images.</param>
    /// <param name="id">The image to remove.</param>
    /// <param name="users">Containers by image.</param>
    /// <param name="soft">Also what force would override.</param>
    /// <param name="names">Also names that are left (only with <paramref name="soft"/>).</param>
    public static ImageConflict? Find(ImageSet set, Digest id, ILookup<Digest, ImageUser> users, bool soft, bool names)
    {
        if (set.HasChildren(id))
        {
            return Hard(id, "image has dependent child images", isUse: false);
        }

        if (users[id].FirstOrDefault(user => user.Running) is { } running)
        {
            return Hard(id, $"image is being used by running container {ImageErrors.Short(running.ContainerId)}", isUse: true);
        }

        if (soft && names && set.Images[id] is var image && image.Tags.Count + image.Digests.Count > 0)
        {
            return Soft(id, "image is referenced in multiple repositories", isUse: false);
        }

        return soft && users[id].FirstOrDefault() is { } stopped
            ? Soft(id, $"image is being used by stopped container {ImageErrors.Short(stopped.ContainerId)}", isUse: true)
            : null;
    }

    private static ImageConflict Hard(Digest id, string why, bool isUse) =>
        new($"conflict: unable to delete {ImageErrors.Short(id)} (cannot be forced) - {why}", isUse);

    private static ImageConflict Soft(Digest id, string why, bool isUse) =>
        new($"conflict: unable to delete {ImageErrors.Short(id)} (must be forced) - {why}", isUse);
}
