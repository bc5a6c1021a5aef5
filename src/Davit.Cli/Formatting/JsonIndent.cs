using System.Text;

namespace Davit.Cli.Formatting;

/// <summary>Indents a JSON text and leaves its strings and numbers byte for byte, as Go's json.Indent does.</summary>
internal static class JsonIndent
{
    private const string Usual = "    ";

    public static string Write(string json, int depth = 0, string unit = Usual)
    {
        var text = new StringBuilder(json.Length * 2);
        var inString = false;
        for (var position = 0; position < json.Length; position++)
        {
            var current = json[position];
            if (inString)
            {
                text.Append(current);
                if (current == '\\')
                {
                    text.Append(json[++position]);
                }

                inString = current != '"';
                continue;
            }

            switch (current)
            {
                case ' ' or '\t' or '\r' or '\n': break;
                case '"': inString = true; text.Append(current); break;
                case '{' or '[' when NextIsClose(json, ref position): text.Append(current).Append(current == '{' ? '}' : ']'); break;
                case '{' or '[': text.Append(current); NewLine(text, ++depth, unit); break;
                case '}' or ']': NewLine(text, --depth, unit); text.Append(current); break;
                case ',': text.Append(current); NewLine(text, depth, unit); break;
                case ':': text.Append(": "); break;
                default: text.Append(current); break;
            }
        }

        return text.ToString();
    }

    /// <summary>Without white space between values, and with the three signs that Go escapes for the sake of web pages.</summary>
    public static string Compact(string json)
    {
        var text = new StringBuilder(json.Length);
        var inString = false;
        for (var position = 0; position < json.Length; position++)
        {
            var current = json[position];
            if (inString || current is not (' ' or '\t' or '\r' or '\n'))
            {
                text.Append(current is '<' or '>' or '&' ? $"\\u{(int)current:x4}" : current.ToString());
            }

            if (inString && current == '\\')
            {
                text.Append(json[++position]);
            }
            else if (current == '"')
            {
                inString = !inString;
            }
        }

        return text.ToString();
    }

    private static bool NextIsClose(string json, ref int position)
    {
        var next = position + 1;
        while (next < json.Length && char.IsWhiteSpace(json[next]))
        {
            next++;
        }

        if (next >= json.Length || json[next] is not ('}' or ']'))
        {
            return false;
        }

        position = next;
        return true;
    }

    private static void NewLine(StringBuilder text, int depth, string unit) => text.Append('\n').Insert(text.Length, unit, depth);
}
