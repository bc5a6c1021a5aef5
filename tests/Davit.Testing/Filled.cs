using System.Collections;
using System.Globalization;
using System.Reflection;

namespace Davit.Testing;

/// <summary>Documents in which every member has a value, each a different one: for tests that no member is forgotten.</summary>
public sealed class Filled
{
    private int _number;

    /// <summary>How many values were made.</summary>
    public int Count => _number;

    public T Of<T>() => (T)Of(typeof(T));

    private object Of(Type type)
    {
        var number = ++_number;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return $"text {number}";
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (type.IsPrimitive)
        {
            return Convert.ChangeType(number, type, CultureInfo.InvariantCulture);
        }

        if (type.IsGenericType)
        {
            return Collection(type.GetGenericTypeDefinition(), type.GetGenericArguments());
        }

        var value = Activator.CreateInstance(type)!;
        foreach (var member in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member => member.CanWrite))
        {
            member.SetValue(value, Of(member.PropertyType));
        }

        return value;
    }

    private object Collection(Type definition, Type[] arguments)
    {
        if (definition == typeof(IReadOnlyDictionary<,>))
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            map.Add($"key {_number}", Of(arguments[1]));
            return map;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
        list.Add(Of(arguments[0]));
        list.Add(Of(arguments[0]));
        return list;
    }
}
