namespace Davit.Registry.Http;

/// <summary>Words of strangers, before they are shown to people.</summary>
internal static class Text
{
    private const int Limit = 1024;

    /// <summary>Without control characters, which could steer a terminal, and not without end.</summary>
    public static string Clean(string text)
    {
        var part = text.Length > Limit ? text.AsSpan(0, Limit) : text;
        return new string([.. part.ToArray().Select(c => char.IsControl(c) || char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format ? ' ' : c)]).Trim();
    }

    /// <summary>A request as Go's errors name it: <c>Get "https://host/v2/"</c>.</summary>
    public static string Request(HttpMethod method, Uri address) => $"{method.Method[..1]}{method.Method[1..].ToLowerInvariant()} \"{Address(address)}\"";

    /// <summary>An address without its query and user: those may hold secrets.</summary>
    public static string Address(Uri address) => address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    /// <summary>A span of time in words.</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalHours: >= 2 } => $"{(long)Math.Ceiling(time.TotalHours)} hours",
        { TotalMinutes: >= 2 } => $"{(long)Math.Ceiling(time.TotalMinutes)} minutes",
        _ => $"{(long)Math.Ceiling(time.TotalSeconds)} seconds",
    };
}
