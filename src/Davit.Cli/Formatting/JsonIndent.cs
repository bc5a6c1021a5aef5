using System.Text;

namespace Davit.Cli.Formatting;

/// <summary>Indents a JSON text by four blanks and leaves its strings and numbers byte for byte, as Go's json.Indent does.</summary>
internal static class JsonIndent
{
    private const int Step = 4;

    public static string Write(string json, int depth = 0)
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
                case '{' or '[': text.Append(current); NewLine(text, ++depth); break;
                case '}' or ']': NewLine(text, --depth); text.Append(current); break;
                case ',': text.Append(current); NewLine(text, depth); break;
                case ':': text.Append(": "); break;
                default: text.Append(current); break;
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

    private static void NewLine(StringBuilder text, int depth) => text.Append('\n').Append(' ', depth * Step);
}
