using Davit.Linux;
using Davit.Linux.Files;
using Davit.Linux.Mounts;
using Davit.Linux.Processes;
using Davit.Oci;

namespace Davit.Shim.Server;

/// <summary>
/// The root of a container that a foreign runtime runs: overlayfs at a path, in a mount namespace that only this process and what it
/// starts are in. Mounts of the host go on to appear in it (slave), its own never appear on the host.
/// </summary>
internal sealed class CommandRootfs(OverlayMount overlay, string target)
{
    /// <exception cref="LinuxException">A layer is missing, or the kernel refused the mount.</exception>
    public void Mount()
    {
        Check(ProcessCalls.TryUnshare(CloneFlags.NewMount), "unshare");
        MountCalls.Mount(null, "/", null, MountFlags.Recursive | MountFlags.Slave);
        Directory.CreateDirectory(target);
        Check(OverlayCalls.TryMount(overlay.Lower, overlay.Upper, overlay.Work, target), "mount overlay");
    }

    public void Unmount()
    {
        MountCalls.TryUnmount(target, UnmountFlags.Detach);
        DirectoryCalls.TryRemoveDirectory(null, target);
    }

    private void Check(Errno errno, string call)
    {
        if (errno != Errno.None)
        {
            throw new LinuxException(errno, call, target);
        }
    }
}
