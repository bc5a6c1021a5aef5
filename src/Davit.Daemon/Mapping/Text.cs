namespace Davit.Daemon.Mapping;

/// <summary>Go's "omitempty" for strings.</summary>
internal static class Text
{
    public static string? OrNull(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
