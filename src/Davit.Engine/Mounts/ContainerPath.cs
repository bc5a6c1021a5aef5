namespace Davit.Engine.Mounts;

/// <summary>Paths inside a container: text only, nothing is looked up.</summary>
internal static class ContainerPath
{
    /// <summary>The shortest path that means the same: no <c>.</c>, <c>..</c>, doubled or trailing slash (Go's path.Clean).</summary>
    public static string Clean(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (part == ".." && parts.Count > 0)
            {
                parts.RemoveAt(parts.Count - 1);
            }
            else if (part is not ("" or "." or ".."))
            {
                parts.Add(part);
            }
        }

        return "/" + string.Join('/', parts);
    }

    /// <summary>A relative path that stays below where it starts.</summary>
    public static bool IsLocal(string path) => !path.StartsWith('/') && !path.Split('/').Contains("..");
}
