namespace Davit.Engine.Containers;

/// <summary>A created container; warnings are for the user.</summary>
public sealed record CreateResult(string Id, IReadOnlyList<string> Warnings);
