using System.Text.Json;

namespace Davit.Cli.Templates;

/// <summary>A Go struct by its fields in order, as far as templates can see it: names, JSON names, what stands for "absent".</summary>
internal sealed class GoSchema(string typeName, params GoField[] fields)
{
    private readonly Dictionary<string, GoField> _byJson = fields.Where(field => field.Json.Length > 0).ToDictionary(field => field.Json, StringComparer.Ordinal);

    public string TypeName => typeName;

    public IReadOnlyList<GoField> Fields => fields;

    public GoStruct Read(JsonElement element)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            var present = element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field.Json, out var member) && member.ValueKind != JsonValueKind.Null;
            values[field.Name] = present ? Read(field, element.GetProperty(field.Json)) : field.Absent();
        }

        return new GoStruct(this, values, element.ValueKind == JsonValueKind.Object ? Unknown(element) : []);
    }

    /// <summary>Members that this description does not know keep their place at the end of <c>{{json .}}</c>.</summary>
    private List<KeyValuePair<string, object?>> Unknown(JsonElement element) =>
        [.. element.EnumerateObject().Where(property => !_byJson.ContainsKey(property.Name)).Select(property => KeyValuePair.Create(property.Name, GoJson.ReadMember(property)))];

    private static object? Read(GoField field, JsonElement value) => (field.Schema, value.ValueKind) switch
    {
        (null, _) => GoJson.Read(value, isMap: field.Shape == GoShape.Map),
        ({ } schema, JsonValueKind.Array) => value.EnumerateArray().Select(item => (object?)schema.Read(item)).ToList(),
        ({ } schema, JsonValueKind.Object) when field.Shape is GoShape.MapOfStructs or GoShape.MapOfLists => ReadMap(schema, value),
        ({ } schema, JsonValueKind.Object) => schema.Read(value),
        _ => GoJson.Read(value),
    };

    private static GoMap ReadMap(GoSchema schema, JsonElement value)
    {
        var map = new GoMap();
        foreach (var property in value.EnumerateObject())
        {
            map[property.Name] = property.Value.ValueKind switch
            {
                JsonValueKind.Array => property.Value.EnumerateArray().Select(item => (object?)schema.Read(item)).ToList(),
                JsonValueKind.Object => schema.Read(property.Value),
                _ => GoJson.NilList,
            };
        }

        return map;
    }
}
