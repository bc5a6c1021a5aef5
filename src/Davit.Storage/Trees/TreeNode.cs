using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Storage.Trees;

/// <summary>One name met while walking a tree. <see cref="Parent"/> is lent until the walk goes on.</summary>
internal readonly record struct TreeNode(FileDescriptor Parent, byte[] Name, byte[] Path, Statx Stat);
