using System.Buffers;
using System.Text;

namespace Davit.Registry.Authentication;

/// <summary>
/// Reads WWW-Authenticate (RFC 9110, sections 11.2, 11.6.1): a list of challenges, each a list of parameters, both separated by commas.
/// What comes after the first character that does not fit is left out.
/// </summary>
internal sealed class ChallengeParser
{
    private const int LengthLimit = 16 << 10;

    private static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private readonly string text;
    private readonly List<Challenge> challenges = [];
    private int position;

    private ChallengeParser(string text) => this.text = text.Length > LengthLimit ? text[..LengthLimit] : text;

    public static IReadOnlyList<Challenge> Parse(IEnumerable<string> values) => [.. values.SelectMany(value => new ChallengeParser(value).Read())];

    private List<Challenge> Read()
    {
        while (true)
        {
            SkipSeparators();
            var scheme = Token();
            if (scheme.Length == 0)
            {
                return challenges;
            }

            SkipSpaces();
            challenges.Add(new Challenge(scheme, SkipToken68() ? new Dictionary<string, string>() : Parameters()));
        }
    }

    /// <summary>Until the end, or a word that no "=" follows: the next challenge's scheme.</summary>
    private Dictionary<string, string> Parameters()
    {
        var parameters = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (true)
        {
            SkipSeparators();
            var start = position;
            var name = Token();
            SkipSpaces();
            if (name.Length == 0 || !Take('='))
            {
                position = start;
                return parameters;
            }

            SkipSpaces();
            if (Value() is not { } value)
            {
                position = text.Length;
                return parameters;
            }

            parameters.TryAdd(name, value);
        }
    }

    private string? Value()
    {
        if (!Take('"'))
        {
            var token = Token();
            return token.Length > 0 ? token : null;
        }

        var value = new StringBuilder();
        for (; position < text.Length; position++)
        {
            switch (text[position])
            {
                case '"':
                    position++;
                    return value.ToString();
                case '\\' when position + 1 < text.Length:
                    value.Append(text[++position]);
                    break;
                default:
                    value.Append(text[position]);
                    break;
            }
        }

        return null; // never closed
    }

    /// <summary>The other form of a challenge: one opaque word (<c>Negotiate YII=</c>), with nothing but a comma behind it.</summary>
    private bool SkipToken68()
    {
        var end = position;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '-' or '.' or '_' or '~' or '+' or '/'))
        {
            end++;
        }

        while (end < text.Length && text[end] == '=')
        {
            end++;
        }

        var rest = text.AsSpan(end).TrimStart(" \t");
        if (rest is [] or [',', ..])
        {
            position = end;
            return true;
        }

        return false;
    }

    private string Token()
    {
        var length = text.AsSpan(position).IndexOfAnyExcept(TokenCharacters);
        var token = length < 0 ? text[position..] : text.Substring(position, length);
        position += token.Length;
        return token;
    }

    private void SkipSpaces()
    {
        while (position < text.Length && text[position] is ' ' or '\t')
        {
            position++;
        }
    }

    private void SkipSeparators()
    {
        while (position < text.Length && text[position] is ' ' or '\t' or ',')
        {
            position++;
        }
    }

    private bool Take(char c)
    {
        if (position < text.Length && text[position] == c)
        {
            position++;
            return true;
        }

        return false;
    }
}
