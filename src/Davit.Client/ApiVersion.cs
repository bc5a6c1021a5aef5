using System.Globalization;

namespace Davit.Client;

/// <summary>Engine API versions: <c>MAJOR.MINOR</c>.</summary>
public static class ApiVersion
{
    /// <summary>The newest that this client speaks.</summary>
    public const string Newest = "1.51";

    /// <summary>Negative where <paramref name="left"/> is older.</summary>
    public static int Compare(string left, string right) => Parse(left).CompareTo(Parse(right));

    public static (int Major, int Minor) Parse(string version)
    {
        var dot = version.IndexOf('.', StringComparison.Ordinal);
        return dot > 0
            && int.TryParse(version.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            && int.TryParse(version.AsSpan(dot + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var minor) ? (major, minor) : (0, 0);
    }

    /// <summary>The version that a daemon names when it refuses a newer one; null for any other message.</summary>
    public static string? SupportedIn(string message)
    {
        const string Before = "is too new. Maximum supported API version is ";
        var start = message.IndexOf(Before, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var rest = message.AsSpan(start + Before.Length);
        var length = 0;
        while (length < rest.Length && (char.IsAsciiDigit(rest[length]) || rest[length] == '.'))
        {
            length++;
        }

        return rest[..length].TrimEnd('.').ToString();
    }
}
