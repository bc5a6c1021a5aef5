using System.Text.Json;
using System.Text.Json.Serialization;
using Davit.Oci.Runtime;

namespace Davit.Shim;

/// <summary>A runtime specification inside another document, in the runtime specification's own dialect.</summary>
internal sealed class SpecJsonConverter : JsonConverter<Spec>
{
    public override Spec? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return SpecReader.ReadSpec(document.RootElement);
    }

    public override void Write(Utf8JsonWriter writer, Spec value, JsonSerializerOptions options) =>
        JsonSerializer.Serialize(writer, value, RuntimeJson.Default.Spec);
}
