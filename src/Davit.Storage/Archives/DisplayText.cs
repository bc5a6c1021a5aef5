using System.Text;

namespace Davit.Storage.Archives;

/// <summary>Names from archives in messages: shortened, control characters replaced, so that a hostile name cannot forge a log line.</summary>
internal static class DisplayText
{
    private const int Limit = 256;

    public static string Of(ReadOnlySpan<byte> name)
    {
        var text = Encoding.UTF8.GetString(name[..Math.Min(name.Length, Limit)]);
        var clean = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            clean.Append(char.IsControl(c) ? '?' : c);
        }

        return name.Length > Limit ? clean.Append('…').ToString() : clean.ToString();
    }
}
