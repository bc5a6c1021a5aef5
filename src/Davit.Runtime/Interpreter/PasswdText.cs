namespace Davit.Runtime.Interpreter;

/// <summary>The home directory in the text of a passwd(5) file; runs in the child, so it works on bytes in place.</summary>
internal static unsafe class PasswdText
{
    /// <summary>Copies the home of <paramref name="uid"/> with a NUL; leaves the target as it is if there is no entry.</summary>
    public static void CopyHome(byte* text, int length, uint uid, byte* target, int size)
    {
        for (var start = 0; start < length;)
        {
            var end = start;
            while (end < length && text[end] != (byte)'\n')
            {
                end++;
            }

            if (Field(text, start, end, 2, out var first, out var last) && IsNumber(text, first, last, uid)
                && Field(text, start, end, 5, out first, out last) && last > first && last - first < size)
            {
                for (var i = first; i < last; i++)
                {
                    target[i - first] = text[i];
                }

                target[last - first] = 0;
                return;
            }

            start = end + 1;
        }
    }

    private static bool Field(byte* text, int start, int end, int index, out int first, out int last)
    {
        first = start;
        for (var field = 0; ; field++)
        {
            last = first;
            while (last < end && text[last] != (byte)':')
            {
                last++;
            }

            if (field == index)
            {
                return true;
            }

            if (last >= end)
            {
                return false;
            }

            first = last + 1;
        }
    }

    private static bool IsNumber(byte* text, int first, int last, uint expected)
    {
        ulong value = 0;
        for (var i = first; i < last; i++)
        {
            if (text[i] is < (byte)'0' or > (byte)'9' || value > uint.MaxValue)
            {
                return false;
            }

            value = (value * 10) + (uint)(text[i] - '0');
        }

        return last > first && value == expected;
    }
}
