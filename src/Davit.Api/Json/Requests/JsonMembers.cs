using System.Text.Json;

namespace Davit.Api.Json.Requests;

/// <summary>Members of an object as Go writes them: null where there is nothing, or (the methods that say so) left out.</summary>
internal static class JsonMembers
{
    public static void Strings(this Utf8JsonWriter json, string name, IReadOnlyList<string>? values) =>
        json.List(name, values, static (writer, value) => writer.WriteStringValue(value));

    public static void StringsIfAny(this Utf8JsonWriter json, string name, IReadOnlyList<string>? values)
    {
        if (values is not null)
        {
            json.Strings(name, values);
        }
    }

    public static void StringIfAny(this Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    public static void NumberIfSet(this Utf8JsonWriter json, string name, long value)
    {
        if (value != 0)
        {
            json.WriteNumber(name, value);
        }
    }

    public static void FlagIfSet(this Utf8JsonWriter json, string name, bool value)
    {
        if (value)
        {
            json.WriteBoolean(name, value);
        }
    }

    public static void Number(this Utf8JsonWriter json, string name, long? value)
    {
        if (value is { } number)
        {
            json.WriteNumber(name, number);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void Flag(this Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } flag)
        {
            json.WriteBoolean(name, flag);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    public static void StringMap(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string>? values) =>
        json.Map(name, values, static (writer, value) => writer.WriteStringValue(value));

    public static void StringMapIfAny(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string>? values)
    {
        if (values is not null)
        {
            json.StringMap(name, values);
        }
    }

    public static void List<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T>? values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WritePropertyName(name);
        json.Items(values, write);
    }

    /// <summary>A list that is a value itself.</summary>
    public static void Items<T>(this Utf8JsonWriter json, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            write(json, value);
        }

        json.WriteEndArray();
    }

    /// <summary>Lists of strings in a list.</summary>
    public static void StringLists(this Utf8JsonWriter json, string name, IReadOnlyList<IReadOnlyList<string>>? values) =>
        json.List(name, values, static (writer, list) => writer.Items(list, static (inner, value) => inner.WriteStringValue(value)));

    public static void Objects<T>(this Utf8JsonWriter json, string name, IReadOnlyList<T>? values, Action<Utf8JsonWriter, T> members) =>
        json.List(name, values, (writer, value) => writer.Members(value, members));

    public static void ObjectIfAny<T>(this Utf8JsonWriter json, string name, T? value, Action<Utf8JsonWriter, T> members)
        where T : class
    {
        if (value is not null)
        {
            json.WritePropertyName(name);
            json.Members(value, members);
        }
    }

    public static void Map<T>(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, T>? values, Action<Utf8JsonWriter, T> write)
    {
        if (values is null)
        {
            json.WriteNull(name);
            return;
        }

        json.WriteStartObject(name);
        foreach (var (key, value) in values)
        {
            json.WritePropertyName(key);
            write(json, value);
        }

        json.WriteEndObject();
    }

    /// <summary>Go's sets: every value is <c>{}</c>.</summary>
    public static void Set<T>(this Utf8JsonWriter json, string name, IReadOnlyDictionary<string, T>? values) =>
        json.Map(name, values, static (writer, _) => writer.Members<object?>(null, static (_, _) => { }));

    public static void Members<T>(this Utf8JsonWriter json, T value, Action<Utf8JsonWriter, T> members)
    {
        json.WriteStartObject();
        members(json, value);
        json.WriteEndObject();
    }
}
