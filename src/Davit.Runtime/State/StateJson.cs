using System.Text.Json.Serialization;

namespace Davit.Runtime.State;

/// <summary>JSON of the state directory and of what the commands print.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ContainerState))]
internal sealed partial class StateJson : JsonSerializerContext;
