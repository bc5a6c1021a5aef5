using Davit.Linux;

namespace Davit.Runtime;

/// <summary>
/// This program's own file, as a container may see it through <c>/proc/PID/exe</c>. A process that enters containers should run
/// from a read-only overlay of it, so that nothing in a container can reach the file itself (CVE-2019-5736).
/// </summary>
public static class SelfImage
{
    /// <summary>
    /// Opens this program's file on a detached read-only overlay mount. Execute it as <c>/proc/self/fd/N</c>; the mount lives
    /// as long as descriptors and processes use it. Open it once per daemon, not once per container.
    /// </summary>
    /// <exception cref="LinuxException">The kernel cannot: not root, or no overlayfs.</exception>
    public static FileDescriptor OpenProtected() => throw new NotImplementedException();

    /// <summary>Whether this process runs from a file that cannot be written through <c>/proc/self/exe</c>.</summary>
    public static bool IsProtected => throw new NotImplementedException();
}
