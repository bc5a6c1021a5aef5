using System.Collections;
using System.Reflection;
using System.Text.Json;
using Davit.Api.Containers;
using Davit.Api.Json;
using Davit.Daemon.Mapping;

namespace Davit.Daemon.Tests.Mapping;

/// <summary>No member of HostConfig is dropped between the wire and the engine.</summary>
public sealed class HostConfigTests
{
    public static TheoryData<string> Members => [.. typeof(HostConfig).GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => property.Name)];

    [Theory]
    [MemberData(nameof(Members))]
    public void A_member_reaches_the_engine_and_comes_back(string member)
    {
        var property = typeof(HostConfig).GetProperty(member)!;
        var sent = new HostConfig { LogConfig = new LogConfig { Config = new Dictionary<string, string>() }, RestartPolicy = new RestartPolicy(), ConsoleSize = [0, 0] };
        property.SetValue(sent, Sample(property.PropertyType));

        var back = HostConfigMapping.ToWire(HostConfigMapping.ToEngine(sent));

        Assert.Equal(Encode(sent), Encode(back));
        Assert.NotEqual(Encode(new HostConfig()), Encode(sent));
    }

    private static string Encode(HostConfig host) => JsonSerializer.Serialize(host, EngineApiJson.Wire.HostConfig);

    /// <summary>A value of a type with every member set.</summary>
    private static object Sample(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        return type switch
        {
            _ when type == typeof(string) => "x",
            _ when type == typeof(bool) => true,
            _ when type == typeof(JsonElement) => JsonDocument.Parse("1").RootElement,
            { IsPrimitive: true } => Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) => SampleList(type.GetGenericArguments()[0]),
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>) => SampleMap(type.GetGenericArguments()[1]),
            _ => SampleRecord(type),
        };
    }

    private static IList SampleList(Type item)
    {
        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        list.Add(Sample(item));
        list.Add(Sample(item));
        return list;
    }

    private static IDictionary SampleMap(Type value)
    {
        var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), value))!;
        map.Add("key", Sample(value));
        return map;
    }

    private static object SampleRecord(Type type)
    {
        var record = Activator.CreateInstance(type)!;
        foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.CanWrite && property.Name != "ClusterOptions"))
        {
            property.SetValue(record, Sample(property.PropertyType));
        }

        return record;
    }
}
