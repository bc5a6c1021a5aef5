using System.Text.Json.Serialization;
using Davit.Oci;

namespace Davit.Images.Store;

/// <summary>JSON of the image store's own records.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(DigestJsonConverter), typeof(ImageTargetJsonConverter)])]
[JsonSerializable(typeof(StoredImage))]
[JsonSerializable(typeof(SortedDictionary<string, ImageTarget>))]
internal sealed partial class ImagesJson : JsonSerializerContext;
