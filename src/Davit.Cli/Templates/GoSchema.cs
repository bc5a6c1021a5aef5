using System.Text.Json;

namespace Davit.Cli.Templates;

/// <summary>A Go struct by its fields in order, as far as templates can see it: names, JSON names, what stands for "absent".</summary>
internal sealed class GoSchema(string typeName, params GoField[] fields)
{
    private readonly HashSet<string> _jsonNames = [.. fields.SelectMany(static field => field.Shape == GoShape.Embedded ? field.Schema!._jsonNames : [field.Json])];

    public string TypeName => typeName;

    public IReadOnlyList<GoField> Fields => fields;

    /// <summary>How it prints itself, for types with a method String.</summary>
    public Func<GoStruct, string>? Text { get; init; }

    public GoStruct Read(JsonElement element) => new(this, Values(element), Unknown(element));

    private Dictionary<string, object?> Values(JsonElement element)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            values[field.Name] = field.Shape == GoShape.Embedded ? field.Schema!.ReadEmbedded(element)
                : element.ValueKind == JsonValueKind.Object && element.TryGetProperty(field.Json, out var member) && member.ValueKind != JsonValueKind.Null ? Read(field, member)
                : field.Absent();
        }

        return values;
    }

    /// <summary>What it does not know belongs to the struct around it.</summary>
    private GoStruct ReadEmbedded(JsonElement element) => new(this, Values(element), []);

    /// <summary>Members that this description does not know keep their place at the end of <c>{{json .}}</c>.</summary>
    private List<KeyValuePair<string, object?>> Unknown(JsonElement element) => element.ValueKind == JsonValueKind.Object
        ? [.. element.EnumerateObject().Where(property => !_jsonNames.Contains(property.Name)).Select(property => KeyValuePair.Create(property.Name, GoJson.ReadMember(property)))]
        : [];

    private static object? Read(GoField field, JsonElement value) => (field.Schema, value.ValueKind, field.Shape) switch
    {
        (_, JsonValueKind.Number, GoShape.Duration) when value.TryGetInt64(out var nanoseconds) => new GoNanoseconds(nanoseconds),
        (_, JsonValueKind.String, GoShape.Time) => new GoTimestamp(value.GetString()!),
        (null, _, _) => GoJson.Read(value, isMap: field.Shape == GoShape.Map),
        ({ } schema, JsonValueKind.Array, _) => value.EnumerateArray().Select(item => (object?)schema.Read(item)).ToList(),
        ({ } schema, JsonValueKind.Object, GoShape.MapOfStructs or GoShape.MapOfLists) => ReadMap(schema, value),
        ({ } schema, JsonValueKind.Object, _) => schema.Read(value),
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
