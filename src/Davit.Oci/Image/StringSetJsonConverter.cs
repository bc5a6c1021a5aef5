using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Oci.Image;

/// <summary>A Go <c>map[string]struct{}</c>: an object whose keys matter and whose values are empty. Also accepts a list.</summary>
public sealed class StringSetJsonConverter : JsonConverter<IReadOnlyList<string>?>
{
    public override IReadOnlyList<string>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return null;
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    keys.Add(reader.GetString()!);
                    reader.Read();
                    reader.Skip();
                }

                return [.. keys];
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType == JsonTokenType.String)
                {
                    keys.Add(reader.GetString()!);
                }

                return reader.TokenType == JsonTokenType.EndArray ? [.. keys] : throw new JsonException("want a list of strings");
            default:
                throw new JsonException($"want an object, got {reader.TokenType}");
        }
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<string>? value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var key in (value ?? []).Order(StringComparer.Ordinal))
        {
            writer.WriteStartObject(key);
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }
}
