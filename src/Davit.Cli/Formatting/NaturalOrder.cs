namespace Davit.Cli.Formatting;

/// <summary>Orders names so that <c>web2</c> comes before <c>web10</c>.</summary>
internal sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Instance = new();

    public int Compare(string? x, string? y)
    {
        var (left, right) = (x ?? string.Empty, y ?? string.Empty);
        var (i, j) = (0, 0);
        while (i < left.Length && j < right.Length)
        {
            if (!char.IsAsciiDigit(left[i]) || !char.IsAsciiDigit(right[j]))
            {
                if (left[i] != right[j])
                {
                    return left[i].CompareTo(right[j]);
                }

                (i, j) = (i + 1, j + 1);
                continue;
            }

            var (a, b) = (Digits(left, ref i), Digits(right, ref j));
            var order = a.TrimStart('0').Length.CompareTo(b.TrimStart('0').Length);
            order = order != 0 ? order : string.CompareOrdinal(a.TrimStart('0'), b.TrimStart('0'));
            order = order != 0 ? order : a.Length.CompareTo(b.Length);
            if (order != 0)
            {
                return order;
            }
        }

        return (left.Length - i).CompareTo(right.Length - j);
    }

    private static string Digits(string text, ref int position)
    {
        var start = position;
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return text[start..position];
    }
}
