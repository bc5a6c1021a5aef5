using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Api.Json;

/// <summary>Reads an integer as Go does: null leaves the zero value, any other type of token is an error.</summary>
internal sealed class GoInt32Converter : JsonConverter<int>
{
    public override bool HandleNull => true;

    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.Null ? default : reader.GetInt32();

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
