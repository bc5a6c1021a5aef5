using System.Globalization;

namespace Davit.Cli.Templates;

/// <summary>A Go time.Time: RFC 3339 in JSON, <c>2024-01-02 03:04:05.678 +0000 UTC</c> where it is printed.</summary>
internal sealed record GoTimestamp(string Json)
{
    public static GoTimestamp Zero { get; } = new("0001-01-01T00:00:00Z");

    /// <summary>Go's Time.String. All digits of the fraction are kept, which are more than .NET's clock has.</summary>
    public override string ToString()
    {
        if (Json.Length < 20 || Json[10] != 'T' || !DateTimeOffset.TryParse(Json, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return Json;
        }

        var zone = Json[^1] == 'Z' ? Json.Length - 1 : Json.Length - 6;
        var fraction = Json[19..zone].TrimEnd('0').TrimEnd('.');
        var offset = time.ToString("zzz", CultureInfo.InvariantCulture).Replace(":", string.Empty, StringComparison.Ordinal);
        return $"{Json[..10]} {Json[11..19]}{fraction} {offset} {(Json[^1] == 'Z' ? "UTC" : offset)}";
    }
}
