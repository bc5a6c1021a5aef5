using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Davit.Api.Json;
using Davit.Daemon.Http;
using Davit.Daemon.Json;

namespace Davit.Daemon.Tests.Documents;

/// <summary>Writes the OpenAPI document of a route table and its wire types.</summary>
internal sealed class ApiDocument : IDisposable
{
    private readonly SortedDictionary<string, JsonTypeInfo> types = new(StringComparer.Ordinal);
    private readonly MemoryStream output = new();
    private readonly Utf8JsonWriter json;

    private ApiDocument() => json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n" });

    public static string Compose(RouteTable routes)
    {
        using var document = new ApiDocument();
        document.Write(routes);
        document.json.Flush();
        return Encoding.UTF8.GetString(document.output.ToArray()) + "\n";
    }

    public void Dispose()
    {
        json.Dispose();
        output.Dispose();
    }

    private void Write(RouteTable routes)
    {
        json.WriteStartObject();
        json.WriteString("openapi", "3.1.0");
        json.WriteStartObject("info");
        json.WriteString("title", "Davit Engine API");
        json.WriteString("version", ApiVersion.Current.ToString());
        json.WriteString("description", "Docker's Engine API as this engine serves it. Paths may be prefixed with a version, /v1.22 to /v1.52. Made from the routes and wire types; do not edit.");
        json.WriteEndObject();
        json.WriteStartObject("paths");
        foreach (var path in routes.Routes.GroupBy(route => route.Path.Text).OrderBy(path => path.Key, StringComparer.Ordinal))
        {
            json.WriteStartObject(path.Key);
            foreach (var route in path.OrderBy(route => route.Method, StringComparer.Ordinal))
            {
                WriteOperation(route);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        WriteTypes();
        json.WriteEndObject();
    }

    private void WriteOperation(Route route)
    {
        json.WriteStartObject(route.Method.ToLowerInvariant());
        if (route.Refused)
        {
            json.WriteBoolean("x-not-supported", true);
        }

        json.WriteStartArray("parameters");
        if (route.Path.Variable.Length > 0)
        {
            WriteParameter(route.Path.Variable, "path");
        }

        foreach (var name in route.Query)
        {
            WriteParameter(name, "query");
        }

        json.WriteEndArray();
        if (route.Body is { } body)
        {
            json.WriteStartObject("requestBody");
            WriteContent(body);
            json.WriteEndObject();
        }

        json.WriteStartObject("responses");
        json.WriteStartObject(route.Status.ToString(System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("description", "success");
        if (route.Answer is { } answer)
        {
            WriteContent(answer);
        }

        json.WriteEndObject();
        json.WriteStartObject("default");
        json.WriteString("description", "failure");
        WriteContent(typeof(Davit.Api.System.ErrorResponse));
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteParameter(string name, string place)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("in", place);
        if (place == "path")
        {
            json.WriteBoolean("required", true);
        }

        json.WriteStartObject("schema");
        json.WriteString("type", "string");
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteContent(Type type)
    {
        json.WriteStartObject("content");
        json.WriteStartObject("application/json");
        json.WriteStartObject("schema");
        WriteSchema(type);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteTypes()
    {
        json.WriteStartObject("components");
        json.WriteStartObject("schemas");
        var written = new HashSet<string>(StringComparer.Ordinal);
        while (types.FirstOrDefault(type => !written.Contains(type.Key)) is { Value: { } type } next)
        {
            written.Add(next.Key);
            WriteType(next.Key, type);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteType(string name, JsonTypeInfo type)
    {
        json.WriteStartObject(name);
        json.WriteString("type", "object");
        json.WriteStartObject("properties");
        foreach (var property in type.Properties.OrderBy(property => property.Name, StringComparer.Ordinal))
        {
            json.WriteStartObject(property.Name);
            WriteSchema(property.PropertyType);
            foreach (var rule in WireHistory.Rules.Where(rule => rule.Type == type.Type && rule.Member == property.Name && !rule.KeepUnlessEmpty))
            {
                WriteVersion("x-since", rule.Since);
                WriteVersion("x-until", rule.Until);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private void WriteVersion(string name, ApiVersion? version)
    {
        if (version is { } known)
        {
            json.WriteString(name, known.ToString());
        }
    }

    private void WriteSchema(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            json.WriteString("type", "string");
        }
        else if (type == typeof(bool))
        {
            json.WriteString("type", "boolean");
        }
        else if (type.IsPrimitive)
        {
            json.WriteString("type", "integer");
        }
        else if (type != typeof(JsonElement))
        {
            WriteComposite(EngineApiJson.Wire.GetTypeInfo(type)!);
        }
    }

    private void WriteComposite(JsonTypeInfo type)
    {
        switch (type.Kind)
        {
            case JsonTypeInfoKind.Enumerable:
                json.WriteString("type", "array");
                json.WriteStartObject("items");
                WriteSchema(type.ElementType!);
                json.WriteEndObject();
                break;
            case JsonTypeInfoKind.Dictionary:
                json.WriteString("type", "object");
                json.WriteStartObject("additionalProperties");
                WriteSchema(type.ElementType!);
                json.WriteEndObject();
                break;
            default:
                types.TryAdd(type.Type.Name, type);
                json.WriteString("$ref", "#/components/schemas/" + type.Type.Name);
                break;
        }
    }
}
