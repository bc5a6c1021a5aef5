using System.Text.Json.Serialization;

namespace Davit.Shim;

/// <summary>JSON of a shim's own documents: its configuration and the exit record.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ShimConfig))]
[JsonSerializable(typeof(TaskExit))]
internal sealed partial class ShimJson : JsonSerializerContext;
