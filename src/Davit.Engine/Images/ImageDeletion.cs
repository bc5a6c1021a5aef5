namespace Davit.Engine.Images;

/// <summary>A line of the answer to <c>rmi</c>: exactly one of the two is set.</summary>
public sealed record ImageDeletion(string? Untagged, string? Deleted);
