namespace Davit.Engine.Users;

/// <summary>A line of passwd(5).</summary>
internal readonly record struct PasswdEntry(string Name, uint Uid, uint Gid, string Home);
