using System.Text.Json.Serialization;

namespace Davit.Oci.Runtime;

/// <summary>JSON of runtime-spec documents: camel case, absent members left out.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Spec))]
[JsonSerializable(typeof(ProcessSpec))]
[JsonSerializable(typeof(ResourcesSpec))]
[JsonSerializable(typeof(SeccompSpec))]
[JsonSerializable(typeof(StateDocument))]
public sealed partial class RuntimeJson : JsonSerializerContext;
