using System.Text;

namespace Davit.Cli.CommandLine;

/// <summary>One line of RFC 4180 text, as Go's encoding/csv reads it: <c>type=bind,"source=/a,b"</c>.</summary>
internal static class CsvLine
{
    /// <summary>Splits a line. Throws <see cref="FlagValueException"/> for a stray or missing quote.</summary>
    public static List<string> Parse(string line)
    {
        if (line.Length == 0)
        {
            throw new FlagValueException("EOF");
        }

        var fields = new List<string>();
        var position = 0;
        while (true)
        {
            fields.Add(ReadField(line, ref position));
            if (position >= line.Length)
            {
                return fields;
            }

            position++; // the comma
        }
    }

    private static string ReadField(string line, ref int position)
    {
        if (position < line.Length && line[position] == '"')
        {
            return ReadQuoted(line, ref position);
        }

        var end = line.IndexOf(',', position);
        end = end < 0 ? line.Length : end;
        var field = line[position..end];
        if (field.Contains('"', StringComparison.Ordinal))
        {
            var column = position + field.IndexOf('"', StringComparison.Ordinal) + 1;
            throw new FlagValueException($"parse error on line 1, column {column}: bare \" in non-quoted-field");
        }

        position = end;
        return field;
    }

    private static string ReadQuoted(string line, ref int position)
    {
        var text = new StringBuilder();
        for (position++; position < line.Length; position++)
        {
            if (line[position] != '"')
            {
                text.Append(line[position]);
            }
            else if (position + 1 < line.Length && line[position + 1] == '"')
            {
                text.Append('"');
                position++;
            }
            else if (position + 1 == line.Length || line[position + 1] == ',')
            {
                position++;
                return text.ToString();
            }
            else
            {
                throw new FlagValueException($"parse error on line 1, column {position + 1}: extraneous or missing \" in quoted-field");
            }
        }

        throw new FlagValueException($"parse error on line 1, column {line.Length + 1}: extraneous or missing \" in quoted-field");
    }
}
