using System.Text.Json.Serialization;

namespace Davit.Images.Transfer;

/// <summary>JSON of archives before docker 1.10.</summary>
[JsonSerializable(typeof(LegacyImage))]
[JsonSerializable(typeof(Dictionary<string, Dictionary<string, string>>))]
internal sealed partial class LegacyJson : JsonSerializerContext;
