namespace Davit.Images.Store;

/// <summary>Go's <c>path.Match</c>: <c>*</c> and <c>?</c> stop at slashes, <c>[a-z]</c> and <c>[^a]</c>, backslash escapes.</summary>
internal static class Glob
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> text)
    {
        while (!pattern.IsEmpty)
        {
            if (pattern[0] == '*')
            {
                return MatchesStar(pattern[1..], text);
            }

            if (text.IsEmpty || !MatchesOne(ref pattern, text[0]))
            {
                return false;
            }

            text = text[1..];
        }

        return text.IsEmpty;
    }

    private static bool MatchesStar(ReadOnlySpan<char> rest, ReadOnlySpan<char> text)
    {
        while (!rest.IsEmpty && rest[0] == '*')
        {
            rest = rest[1..];
        }

        for (var i = 0; ; i++)
        {
            if (Matches(rest, text[i..]))
            {
                return true;
            }

            if (i == text.Length || text[i] == '/')
            {
                return false;
            }
        }
    }

    private static bool MatchesOne(ref ReadOnlySpan<char> pattern, char c)
    {
        switch (pattern[0])
        {
            case '?':
                pattern = pattern[1..];
                return c != '/';
            case '[':
                return MatchesClass(ref pattern, c);
            case '\\' when pattern.Length > 1:
                pattern = pattern[1..];
                goto default;
            default:
                var same = pattern[0] == c;
                pattern = pattern[1..];
                return same;
        }
    }

    private static bool MatchesClass(ref ReadOnlySpan<char> pattern, char c)
    {
        var end = pattern.Length > 1 ? pattern[1..].IndexOf(']') : -1;
        if (end < 0)
        {
            return false;
        }

        var members = pattern.Slice(1, end);
        pattern = pattern[(end + 2)..];
        var negated = members is ['^', ..];
        members = negated ? members[1..] : members;
        var found = false;
        while (!members.IsEmpty)
        {
            var isRange = members.Length >= 3 && members[1] == '-';
            found |= isRange ? c >= members[0] && c <= members[2] : c == members[0];
            members = members[(isRange ? 3 : 1)..];
        }

        return found != negated && c != '/';
    }
}
