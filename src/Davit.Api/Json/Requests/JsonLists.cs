using System.Text.Json;

namespace Davit.Api.Json.Requests;

/// <summary>Lists that are values themselves.</summary>
internal static class JsonLists
{
    public static void Strings(Utf8JsonWriter json, IReadOnlyList<string> values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }
}
