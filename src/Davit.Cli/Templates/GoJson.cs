using System.Buffers;
using System.Collections.Frozen;
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

    /// <summary>A list that was never made: JSON has <c>null</c> for it, printing shows it as empty.</summary>
    public static readonly IReadOnlyList<object?> NilList = new List<object?>();

    /// <summary>Members of docker's documents that hold a map; all other objects stand for structs.</summary>
    private static readonly FrozenSet<string> s_maps = new[]
    {
        "Annotations", "Attributes", "AuxiliaryAddresses", "Containers", "Data", "Details", "DriverOpts", "EndpointsConfig", "ExposedPorts", "IndexConfigs", "Labels",
        "Networks", "Options", "PortBindings", "Ports", "Runtimes", "Status", "StorageOpt", "Sysctls", "Tmpfs", "Volumes",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A document: an object in it is a struct's, unless <paramref name="isMap"/> or its name say that it is a map.</summary>
    public static object? Read(JsonElement element, bool isMap = false) => element.ValueKind switch
    {
        JsonValueKind.Object => ReadObject(element, isMap),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Read(item)).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.Number when element.TryGetInt64(out var whole) => whole,
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    private static GoMap ReadObject(JsonElement element, bool isMap)
    {
        var map = new GoMap { IsDocument = !isMap };
        foreach (var property in element.EnumerateObject())
        {
            map[property.Name] = isMap ? Read(property.Value) : ReadMember(property);
        }

        return map;
    }

    /// <summary>A member of a document.</summary>
    public static object? ReadMember(JsonProperty property) => Read(property.Value, s_maps.Contains(property.Name));

    public static string Write(object? value)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_compact))
        {
            Write(writer, value);
        }

        var text = Encoding.UTF8.GetString(buffer.WrittenSpan);
        return HoldsRows(value) ? EscapeHtml(text) : text;
    }

    private static bool HoldsRows(object? value) => value is Row || (value is GoMap map && map.Entries.Any(entry => entry.Value is IReadOnlyList<object?> and [Row, ..]));

    /// <summary>docker's rows pass through an encoder with HTML escaping on; these characters stand in strings only.</summary>
    private static string EscapeHtml(string json) => json
        .Replace("<", "\\u003c", StringComparison.Ordinal).Replace(">", "\\u003e", StringComparison.Ordinal).Replace("&", "\\u0026", StringComparison.Ordinal);

    private static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null or GoNil: writer.WriteNullValue(); break;
            case string text: writer.WriteStringValue(text); break;
            case bool flag: writer.WriteBooleanValue(flag); break;
            case long whole: writer.WriteNumberValue(whole); break;
            case int whole: writer.WriteNumberValue(whole); break;
            case GoNanoseconds duration: writer.WriteNumberValue(duration.Value); break;
            case GoTimestamp time: writer.WriteStringValue(time.Json); break;
            case double real: writer.WriteRawValue(GoFloat.Json(real), skipInputValidation: true); break;
            case GoStruct record: WriteObject(writer, record.JsonEntries); break;
            case GoMap { IsNil: true }: writer.WriteNullValue(); break;
            case GoMap { IsDocument: false } map: WriteObject(writer, GoPrinter.Sorted(map)); break;
            case IGoFields fields: WriteObject(writer, fields.Entries); break;
            case IReadOnlyList<object?> list when ReferenceEquals(list, NilList): writer.WriteNullValue(); break;
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
