namespace Davit.Images.Transfer;

/// <summary>Everything an image archive had, by clean path. Owns its items.</summary>
internal sealed class ArchiveContents : IDisposable
{
    private const int LinkLimit = 8;
    private readonly Dictionary<string, ArchiveItem> items = new(StringComparer.Ordinal);

    public IEnumerable<string> Names => items.Keys;

    /// <summary>A later member of the same name replaces an earlier one, as in tar.</summary>
    public void Add(string name, ArchiveItem item)
    {
        if (items.TryGetValue(name, out var former))
        {
            former.Dispose();
        }

        items[name] = item;
    }

    /// <summary>The member, links followed; null if there is none.</summary>
    public ArchiveItem? Find(string name)
    {
        for (var i = 0; i < LinkLimit && items.TryGetValue(name, out var item); i++)
        {
            if (item.LinkTarget is null)
            {
                return item;
            }

            name = item.LinkTarget;
        }

        return null;
    }

    public byte[]? FindDocument(string name) => Find(name)?.Document;

    public byte[] RequireDocument(string name) =>
        FindDocument(name) ?? throw ImageErrors.Invalid($"invalid image archive: {name} is missing");

    public void Dispose()
    {
        foreach (var item in items.Values)
        {
            item.Dispose();
        }
    }
}
