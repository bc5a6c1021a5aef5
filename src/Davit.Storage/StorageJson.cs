using System.Text.Json.Serialization;
using Davit.Oci;
using Davit.Storage.Copying;
using Davit.Storage.Snapshots;
using Davit.Storage.Volumes;

namespace Davit.Storage;

/// <summary>JSON of the store's own records.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, Converters = [typeof(DigestJsonConverter)])]
[JsonSerializable(typeof(LayerRecord))]
[JsonSerializable(typeof(VolumeRecord))]
[JsonSerializable(typeof(PathStatDocument))]
internal sealed partial class StorageJson : JsonSerializerContext;
