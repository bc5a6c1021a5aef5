using System.Text.Json.Serialization;
using Davit.Registry.Authentication;
using Davit.Registry.Listing;

namespace Davit.Registry.Http;

/// <summary>JSON of registries and token servers, as far as it is none of the image specification. Unknown members are ignored.</summary>
[JsonSourceGenerationOptions(MaxDepth = 32)]
[JsonSerializable(typeof(RegistryErrors))]
[JsonSerializable(typeof(TokenResponse))]
[JsonSerializable(typeof(TagPage))]
[JsonSerializable(typeof(CatalogPage))]
[JsonSerializable(typeof(SearchPage))]
internal sealed partial class RegistryJson : JsonSerializerContext;
