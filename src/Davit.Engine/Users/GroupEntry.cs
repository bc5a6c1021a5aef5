namespace Davit.Engine.Users;

/// <summary>A line of group(5).</summary>
internal readonly record struct GroupEntry(string Name, uint Gid, IReadOnlyList<string> Members);
