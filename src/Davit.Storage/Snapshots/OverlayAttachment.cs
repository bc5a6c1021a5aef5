using Davit.Linux;
using Davit.Linux.Files;

namespace Davit.Storage.Snapshots;

/// <summary>
/// A directory or file of the host (absolute path) to be seen at a path of a container. With <paramref name="NoLinks"/> a symbolic link
/// anywhere in the source is an error.
/// </summary>
internal readonly record struct OverlayAttachment(string Source, string Destination, bool NoLinks = false)
{
    /// <summary>What is mounted, open as a path.</summary>
    public FileDescriptor OpenSource() =>
        OpenCalls.OpenAt2(null, Source, OpenFlags.Path, NoLinks ? ResolveFlags.NoSymlinks : ResolveFlags.None);
}
