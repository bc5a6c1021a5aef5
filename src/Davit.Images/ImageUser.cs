namespace Davit.Images;

/// <summary>A container made from an image; the engine tells the store of them before an image is removed.</summary>
public sealed record ImageUser(string ContainerId, bool Running);
