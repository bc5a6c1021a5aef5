using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Davit.Api.Json;
using Davit.Daemon.Http;

namespace Davit.Daemon.Json;

/// <summary>How documents look to a client of some version: members that did not exist yet or any more are left out.</summary>
internal static class WireShape
{
    private static readonly ConcurrentDictionary<ApiVersion, JsonSerializerOptions> Shapes = new();

    public static JsonSerializerOptions For(ApiVersion version) => Shapes.GetOrAdd(version, Build);

    private static JsonSerializerOptions Build(ApiVersion version)
    {
        var shape = new JsonSerializerOptions(EngineApiJson.Wire.Options)
        {
            TypeInfoResolver = EngineApiJson.Wire.WithAddedModifier(type => Trim(type, version)),
        };
        shape.MakeReadOnly();
        return shape;
    }

    private static void Trim(JsonTypeInfo type, ApiVersion version)
    {
        foreach (var rule in WireHistory.Rules)
        {
            if (rule.Type == type.Type && !rule.Covers(version))
            {
                Remove(type, rule);
            }
        }
    }

    private static void Remove(JsonTypeInfo type, WireRule rule)
    {
        foreach (var property in type.Properties)
        {
            if (property.Name == rule.Member)
            {
                property.ShouldSerialize = (_, value) => rule.Shows(value);
            }
        }
    }
}
