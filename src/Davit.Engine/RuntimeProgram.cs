namespace Davit.Engine;

/// <summary>A runc-compatible program that containers may run on.</summary>
public sealed record RuntimeProgram(string Path, IReadOnlyList<string> Arguments);
