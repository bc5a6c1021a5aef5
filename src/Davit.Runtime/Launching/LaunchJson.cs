using System.Text.Json.Serialization;

namespace Davit.Runtime.Launching;

/// <summary>JSON of documents that launching sends.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerProcessState))]
internal sealed partial class LaunchJson : JsonSerializerContext;
