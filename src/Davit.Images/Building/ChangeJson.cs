using System.Text.Json.Serialization;

namespace Davit.Images.Building;

/// <summary>JSON lists inside Dockerfile instructions.</summary>
[JsonSerializable(typeof(List<string>))]
internal sealed partial class ChangeJson : JsonSerializerContext;
