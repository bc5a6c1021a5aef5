using System.Text.Json;

namespace Davit.Oci.Runtime;

/// <summary>
/// One object of a document, with the place it was found at for errors. A member that is absent or <c>null</c> is null, as in Go; one of
/// the wrong type is a <see cref="JsonException"/> that names it.
/// </summary>
internal readonly struct JsonNode
{
    private readonly JsonElement _element;
    private readonly string _path;

    public JsonNode(JsonElement element, string path)
    {
        _element = element.ValueKind == JsonValueKind.Object ? element : throw Wrong(element, path, "an object");
        _path = path;
    }

    public string? Text(string name) => Find(name) is { } value ? TextOf(value, PathOf(name)) : null;

    public bool? Flag(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(value, PathOf(name), "true or false"),
    };

    public long? Int64(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetInt64(out var number) => number,
        { } value => throw Wrong(value, PathOf(name), "a number of 64 bits"),
    };

    public ulong? UInt64(string name) => Find(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } value when value.TryGetUInt64(out var number) => number,
        { } value => throw Wrong(value, PathOf(name), "a number of 64 bits that is not negative"),
    };

    public int? Int32(string name) => Int64(name) switch
    {
        null => null,
        >= int.MinValue and <= int.MaxValue and var number => (int)number,
        _ => throw TooLarge(name, "32 bits"),
    };

    public uint? UInt32(string name) => UInt64(name) switch
    {
        null => null,
        <= uint.MaxValue and var number => (uint)number,
        _ => throw TooLarge(name, "32 bits"),
    };

    public ushort? UInt16(string name) => UInt64(name) switch
    {
        null => null,
        <= ushort.MaxValue and var number => (ushort)number,
        _ => throw TooLarge(name, "16 bits"),
    };

    public T? Object<T>(string name, Func<JsonNode, T> read)
        where T : class => Find(name) is { } value ? read(new JsonNode(value, PathOf(name))) : null;

    public IReadOnlyList<string>? Texts(string name) => Items(name, TextOf);

    public IReadOnlyList<uint>? UInt32s(string name) =>
        Items(name, static (item, path) => item.ValueKind == JsonValueKind.Number && item.TryGetUInt32(out var number) ? number : throw Wrong(item, path, "a number of 32 bits"));

    public IReadOnlyList<T>? Objects<T>(string name, Func<JsonNode, T> read) => Items(name, (item, path) => read(new JsonNode(item, path)));

    public IReadOnlyDictionary<string, string>? TextMap(string name) => Map(name, TextOf);

    public IReadOnlyDictionary<string, T>? ObjectMap<T>(string name, Func<JsonNode, T> read) => Map(name, (value, path) => read(new JsonNode(value, path)));

    private List<T>? Items<T>(string name, Func<JsonElement, string, T> read)
    {
        if (Find(name) is not { } array)
        {
            return null;
        }

        var path = PathOf(name);
        if (array.ValueKind != JsonValueKind.Array)
        {
            throw Wrong(array, path, "an array");
        }

        var items = new List<T>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            items.Add(read(item, path));
        }

        return items;
    }

    private Dictionary<string, T>? Map<T>(string name, Func<JsonElement, string, T> read)
    {
        if (Find(name) is not { } map)
        {
            return null;
        }

        var path = PathOf(name);
        if (map.ValueKind != JsonValueKind.Object)
        {
            throw Wrong(map, path, "an object");
        }

        var values = new Dictionary<string, T>(StringComparer.Ordinal);
        foreach (var member in map.EnumerateObject())
        {
            values[member.Name] = read(member.Value, path);
        }

        return values;
    }

    private JsonElement? Find(string name) =>
        _element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    private string PathOf(string name) => $"{_path}.{name}";

    private static string TextOf(JsonElement value, string path) =>
        value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(value, path, "a string");

    private static JsonException Wrong(JsonElement value, string path, string wanted) =>
        new($"{path}: {wanted} is wanted, not {value.GetRawText() switch { { Length: <= 40 } text => text, var text => text[..40] + "…" }}", path, null, null);

    private JsonException TooLarge(string name, string room) => new($"{PathOf(name)}: the number does not fit into {room}", PathOf(name), null, null);
}
