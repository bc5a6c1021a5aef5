using System.Text;

namespace Davit.Images.Building;

/// <summary>Words of a Dockerfile instruction: split at blanks outside of quotes; quotes, backslashes and variables are then worked out.</summary>
internal static class ChangeWords
{
    /// <summary>Raw words, quotes and escapes still in them.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quote == '\0' && char.IsWhiteSpace(c))
            {
                Flush(words, word);
                continue;
            }

            word.Append(c);
            if (c == '\\' && quote != '\'' && i + 1 < text.Length)
            {
                word.Append(text[++i]);
            }
            else if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && (c is '"' or '\''))
            {
                quote = c;
            }
        }

        if (quote != '\0')
        {
            throw ImageErrors.Parameter($"unexpected end of statement while looking for matching {(quote == '"' ? "double" : "single")}-quote");
        }

        Flush(words, word);
        return words;
    }

    /// <summary>The word's value: quotes gone, <c>$NAME</c>, <c>${NAME}</c>, <c>${NAME:-word}</c> and <c>${NAME:+word}</c> replaced.</summary>
    public static string Expand(string word, Func<string, string?> variable)
    {
        var result = new StringBuilder();
        var quote = '\0';
        for (var i = 0; i < word.Length; i++)
        {
            var c = word[i];
            if (c == quote)
            {
                quote = '\0';
            }
            else if (quote == '\0' && (c is '"' or '\''))
            {
                quote = c;
            }
            else if (c == '\\' && quote != '\'' && i + 1 < word.Length)
            {
                // Inside double quotes a backslash only escapes what would be special there.
                var next = word[++i];
                result.Append(quote == '"' && next is not ('"' or '$' or '\\') ? "\\" + next : next);
            }
            else if (c == '$' && quote != '\'' && i + 1 < word.Length)
            {
                i = ExpandVariable(word, i + 1, variable, result);
            }
            else
            {
                result.Append(c);
            }
        }

        return result.ToString();
    }

    private static void Flush(List<string> words, StringBuilder word)
    {
        if (word.Length > 0)
        {
            words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>Returns the index of the last character that was used.</summary>
    private static int ExpandVariable(string word, int start, Func<string, string?> variable, StringBuilder result)
    {
        if (word[start] == '{')
        {
            var close = word.IndexOf('}', start);
            if (close < 0)
            {
                throw ImageErrors.Parameter($"syntax error: missing '}}' in \"{word}\"");
            }

            result.Append(ExpandBraced(word[(start + 1)..close], variable));
            return close;
        }

        var end = start;
        while (end < word.Length && (char.IsAsciiLetterOrDigit(word[end]) || word[end] == '_'))
        {
            end++;
        }

        result.Append(end == start ? "$" : variable(word[start..end]) ?? "");
        return end - 1;
    }

    private static string ExpandBraced(string inner, Func<string, string?> variable)
    {
        var colon = inner.IndexOf(':', StringComparison.Ordinal);
        var value = variable(colon < 0 ? inner : inner[..colon]) ?? "";
        return (colon < 0 ? "" : inner[colon..]) switch
        {
            "" => value,
            [':', '-', .. var fallback] => value.Length > 0 ? value : Expand(fallback, variable),
            [':', '+', .. var other] => value.Length > 0 ? Expand(other, variable) : "",
            var modifier => throw ImageErrors.Parameter($"unsupported modifier ({modifier}) in substitution"),
        };
    }
}
