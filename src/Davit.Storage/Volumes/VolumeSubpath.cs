using System.Globalization;
using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Storage.Volumes;

/// <summary>
/// A directory or file inside a volume that is mounted alone. Containers that share the volume may put a link in its place at any
/// moment: whoever opens the path that is found here refuses links on the way.
/// </summary>
internal static class VolumeSubpath
{
    /// <summary>Its path on the host, all links followed inside the volume.</summary>
    /// <exception cref="StorageException">It is not there, or leads out of the volume.</exception>
    public static string Resolve(VolumeRecord volume, string subpath)
    {
        using var root = OpenCalls.Open(volume.Mountpoint, OpenFlags.Path | OpenFlags.Directory);
        var errno = OpenCalls.TryOpenAt2(root, subpath, OpenFlags.Path, ResolveFlags.Beneath | ResolveFlags.NoMagicLinks, 0, out var found);
        using (found)
        {
            return errno switch
            {
                Errno.None => LinkCalls.ReadLink(null, string.Create(CultureInfo.InvariantCulture, $"/proc/self/fd/{found!.Value}"))!,
                Errno.ENOENT or Errno.ENOTDIR => throw Invalid($"the volume {volume.Name} has nothing at the subpath {subpath}"),
                Errno.EXDEV or Errno.ELOOP => throw Invalid($"the subpath {subpath} leads out of the volume {volume.Name}"),
                _ => throw new StorageException(StorageErrorKind.Internal, $"the subpath {subpath} of the volume {volume.Name}: {errno.Describe()}"),
            };
        }
    }

    private static StorageException Invalid(string message) => new(StorageErrorKind.InvalidParameter, message);
}
