using System.Text.Json;
using System.Text.Json.Serialization;

namespace Davit.Oci.Seccomp;

/// <summary>JSON of profiles. Users write them by hand: comments are forgiven.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, ReadCommentHandling = JsonCommentHandling.Skip)]
[JsonSerializable(typeof(ProfileDocument))]
internal sealed partial class ProfileJson : JsonSerializerContext;
