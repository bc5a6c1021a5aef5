using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Davit.Cli.Formatting;
using System.Text;

namespace Davit.Cli.Templates;

/// <summary>JSON documents to template values and back.</summary>
internal static class GoJson
{
    /// <summary>Go's encoder with HTML escaping off: only what JSON itself demands is escaped.</summary>
    private static readonly JsonWriterOptions s_compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static object? Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element),
        JsonValueKind.Array => element.EnumerateArray().Select(Read).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number => element.TryGetInt64(out var whole) ? whole : element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static GoMap ReadObject(JsonElement element)
    {
        var map = new GoMap();
        foreach (var property in element.EnumerateObject())
        {
            map[property.Name] = Read(property.Value);
        }

        return map;
    }

    public static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_compact))
        {
            Write(writer, value);
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return value is Row ? EscapeHtml(text) : text;
    }

    /// <summary>docker's rows pass through an encoder with HTML escaping on; these characters stand in strings only.</summary>
    private static string EscapeHtml(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case int whole: writer.WriteNumberValue(whole); break;
            case double real: writer.WriteRawValue(real.ToString("R", CultureInfo.InvariantCulture), skipInputValidation: true); break;
            case GoStruct record: WriteObject(writer, record.JsonEntries); break;
            case IGoFields fields: WriteObject(writer, fields.Entries); break;
            case IReadOnlyList<object?> list: WriteArray(writer, list); break;
            default: writer.WriteStringValue(GoPrinter.Print(value)); break;
        }
    }

    private static void WriteObject(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> entries)
    {
        writer.WriteStartObject();
        foreach (var (key, value) in entries)
        {
            writer.WritePropertyName(key);
            Write(writer, value);
        }

        writer.WriteEndObject();
    }

    private static void WriteArray(Utf8JsonWriter writer, IReadOnlyList<object?> list)
    {
        writer.WriteStartArray();
        foreach (var item in list)
        {
            Write(writer, item);
        }

        writer.WriteEndArray();
    }
}
