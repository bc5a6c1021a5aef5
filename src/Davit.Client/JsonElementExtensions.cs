using System.Text.Json;

namespace Davit.Client;

/// <summary>Reading documents whose members may be absent or null.</summary>
public static class JsonElementExtensions
{
    extension(JsonElement element)
    {
        public bool IsObject => element.ValueKind == JsonValueKind.Object;

        public bool IsArray => element.ValueKind == JsonValueKind.Array;

        /// <summary>The member, or an undefined element: chains of these need no checks.</summary>
        public JsonElement Member(string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : default;

        public string Text(string name) => element.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString()! : string.Empty;

        public long Number(string name) => element.Member(name) is { ValueKind: JsonValueKind.Number } member
            ? member.TryGetInt64(out var whole) ? whole : (long)member.GetDouble() : 0;

        public bool Flag(string name) => element.Member(name).ValueKind == JsonValueKind.True;

        public IReadOnlyList<string> Strings(string name) =>
            element.Member(name) is { ValueKind: JsonValueKind.Array } list ? [.. list.EnumerateArray().Select(item => item.GetString() ?? string.Empty)] : [];

        public IEnumerable<JsonElement> Items(string name) => element.Member(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

        public IEnumerable<JsonProperty> Properties(string name) => element.Member(name) is { ValueKind: JsonValueKind.Object } members ? members.EnumerateObject() : [];
    }
}
