using Davit.Storage.Archives;

namespace Davit.Storage.Trees;

/// <summary>Names from archives as paths below a root: no leading slash, no empty, <c>.</c> or <c>..</c> component.</summary>
internal static class EntryPath
{
    /// <summary>Cleans a name as Go's <c>filepath.Clean</c> does; one that leads above the root is refused, as docker does.</summary>
    public static byte[] Clean(byte[] name)
    {
        if (IsClean(name))
        {
            return name;
        }

        var path = new List<byte>(name.Length);
        ReadOnlySpan<byte> rest = name;
        while (!rest.IsEmpty)
        {
            var slash = rest.IndexOf((byte)'/');
            var component = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? default : rest[(slash + 1)..];
            if (component.SequenceEqual(".."u8))
            {
                RemoveLast(path, name);
            }
            else if (!component.IsEmpty && !component.SequenceEqual("."u8))
            {
                if (path.Count > 0)
                {
                    path.Add((byte)'/');
                }

                path.AddRange(component);
            }
        }

        return [.. path];
    }

    /// <summary>Directory and last component.</summary>
    public static (ReadOnlyMemory<byte> Directory, ReadOnlyMemory<byte> Name) Split(byte[] path)
    {
        var slash = path.AsSpan().LastIndexOf((byte)'/');
        return slash < 0 ? (ReadOnlyMemory<byte>.Empty, path) : (path.AsMemory(0, slash), path.AsMemory(slash + 1));
    }

    public static byte[] Join(ReadOnlySpan<byte> directory, ReadOnlySpan<byte> name) =>
        directory.IsEmpty ? name.ToArray() : [.. directory, (byte)'/', .. name];

    private static bool IsClean(ReadOnlySpan<byte> name)
    {
        if (name.IsEmpty || name[0] == '/' || name[^1] == '/')
        {
            return false;
        }

        // A component that starts with a dot may be "." or ".."; the slow way decides. An empty one shows as two slashes.
        return name[0] != '.' && name.IndexOf("/."u8) < 0 && name.IndexOf("//"u8) < 0;
    }

    private static void RemoveLast(List<byte> path, ReadOnlySpan<byte> name)
    {
        if (path.Count == 0)
        {
            throw ArchiveErrors.Invalid($"\"{DisplayText.Of(name)}\" is outside of its root");
        }

        var slash = path.LastIndexOf((byte)'/');
        path.RemoveRange(Math.Max(slash, 0), path.Count - Math.Max(slash, 0));
    }
}
