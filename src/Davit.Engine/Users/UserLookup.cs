using System.Collections.Concurrent;
using Davit.Engine.Containers;
using Davit.Engine.Specs;
using Davit.Oci;
using Davit.Storage;
using Davit.Storage.Host;

namespace Davit.Engine.Users;

/// <summary>Finds the user of a container that is about to start, or of an exec. Thread-safe.</summary>
internal sealed class UserLookup
{
    /// <summary>A larger passwd or group file is refused (CVE class: a huge /etc/group takes the daemon's memory).</summary>
    private const int FileLimit = 4 << 20;

    private const int CacheLimit = 4096;

    private readonly ConcurrentDictionary<string, ResolvedUser> byImage = new(StringComparer.Ordinal);

    /// <summary>The user by the container's files as they are on disk. What only the image decides is remembered.</summary>
    public ResolvedUser ForStart(ContainerRecord record, OverlayMount mount)
    {
        var key = mount.Upper is { } upper && !Directory.EnumerateFileSystemEntries(upper).Any() && record.ChainIds.Count > 0
            ? $"{record.ChainIds[^1]}\n{record.Config.User}\n{string.Join('\n', record.HostConfig.GroupAdd ?? [])}"
            : null;
        if (key is not null && byImage.TryGetValue(key, out var known))
        {
            return known;
        }

        var user = Resolve(() => RootReader.OfMount(mount), record.Config.User, record.HostConfig.GroupAdd);
        if (key is not null && byImage.Count < CacheLimit)
        {
            byImage[key] = user;
        }

        return user;
    }

    /// <summary>The user by the files a running process sees.</summary>
    public static ResolvedUser ForProcess(int pid, string user, IReadOnlyList<string>? groupAdd) =>
        Resolve(() => RootReader.OfProcess(pid), user, groupAdd);

    private static ResolvedUser Resolve(Func<RootReader> open, string user, IReadOnlyList<string>? groupAdd)
    {
        try
        {
            using var reader = open();
            return new UserResolver(path => reader.ReadFile(path, FileLimit)).Resolve(user, groupAdd);
        }
        catch (StorageException failure)
        {
            throw PartErrors.Convert(failure);
        }
    }
}
