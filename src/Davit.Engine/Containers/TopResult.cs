namespace Davit.Engine.Containers;

/// <summary>Columns and rows of <c>top</c>.</summary>
public sealed record TopResult(IReadOnlyList<string> Titles, IReadOnlyList<IReadOnlyList<string>> Processes);
