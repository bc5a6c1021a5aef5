using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Api.Json;

/// <summary>Reads a boolean as Go does: null leaves the zero value, any other type of token is an error.</summary>
internal sealed class GoBooleanConverter : JsonConverter<bool>
{
    public override bool HandleNull => true;

    public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : reader.GetBoolean();

    public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options) => writer.WriteBooleanValue(value);
}
