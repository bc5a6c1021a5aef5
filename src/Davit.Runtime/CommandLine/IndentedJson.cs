using System.Text.Json.Serialization;
using Davit.Oci.Runtime;

namespace Davit.Runtime.CommandLine;

/// <summary>JSON for people to read.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    WriteIndented = true)]
[JsonSerializable(typeof(StateView))]
[JsonSerializable(typeof(FeaturesView))]
[JsonSerializable(typeof(Spec))]
internal sealed partial class IndentedJson : JsonSerializerContext;
