using System.Text.Json.Serialization;

namespace Davit.Runtime.CommandLine;

/// <summary>JSON for programs, a document a line.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<StateView>))]
[JsonSerializable(typeof(IReadOnlyList<int>))]
internal sealed partial class CompactJson : JsonSerializerContext;
