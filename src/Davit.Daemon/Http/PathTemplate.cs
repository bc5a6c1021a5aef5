namespace Davit.Daemon.Http;

/// <summary>
/// A path of the API with at most one variable part: <c>/containers/{id}/start</c>. The variable takes one or more
/// segments, because image names contain slashes.
/// </summary>
internal sealed class PathTemplate
{
    private readonly string[] prefix;
    private readonly string[] suffix;
    private readonly bool hasVariable;

    public PathTemplate(string text)
    {
        Text = text;
        var segments = Split(text);
        var at = Array.FindIndex(segments, segment => segment.StartsWith('{'));
        hasVariable = at >= 0;
        prefix = hasVariable ? segments[..at] : segments;
        suffix = hasVariable ? segments[(at + 1)..] : [];
        Variable = hasVariable ? segments[at][1..^1] : "";
    }

    public string Text { get; }

    /// <summary>Name of the variable part, empty when there is none.</summary>
    public string Variable { get; }

    /// <summary>Segments of a path; repeated slashes count once.</summary>
    public static string[] Split(string path) => path.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public bool TryMatch(string[] segments, out string value)
    {
        value = "";
        var middle = segments.Length - prefix.Length - suffix.Length;
        if ((hasVariable ? middle < 1 : middle != 0)
            || !segments.AsSpan(0, prefix.Length).SequenceEqual(prefix)
            || !segments.AsSpan(segments.Length - suffix.Length).SequenceEqual(suffix))
        {
            return false;
        }

        value = middle == 1 ? segments[prefix.Length] : string.Join('/', segments, prefix.Length, middle);
        return true;
    }
}
