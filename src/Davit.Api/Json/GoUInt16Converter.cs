using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Api.Json;

/// <summary>Reads an integer as Go does: null leaves the zero value, any other type of token is an error.</summary>
internal sealed class GoUInt16Converter : JsonConverter<ushort>
{
    public override bool HandleNull => true;

    public override ushort Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : reader.GetUInt16();

    public override void Write(Utf8JsonWriter writer, ushort value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
