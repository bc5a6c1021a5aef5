using Davit.Oci;

namespace Davit.Images.Transfer;

/// <summary>An image to write, and the tags to write with it.</summary>
internal sealed record SavedImage(ImageRecord Image, IReadOnlyList<Reference> Tags);
