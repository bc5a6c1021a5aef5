using System.Runtime.InteropServices;

namespace Davit.Linux.Mounts;

/// <summary>mount(2), umount2(2) and the descriptor based mount API of Linux 5.2 and later.</summary>
public static partial class MountCalls
{
    public const uint OpenTreeClone = 1;
    public const uint OpenTreeCloseOnExec = 0x80000;
    public const uint MoveMountFromEmptyPath = 0x4;
    public const uint MoveMountToEmptyPath = 0x40;

    public static Errno TryMount(string? source, string target, string? type, MountFlags flags, string? data = null) =>
        Syscall.ErrnoOf(MountCall(source, target, type, (nuint)flags, data));

    public static void Mount(string? source, string target, string? type, MountFlags flags, string? data = null) =>
        Syscall.Check(MountCall(source, target, type, (nuint)flags, data), "mount", target);

    public static Errno TryUnmount(string target, UnmountFlags flags) => Syscall.ErrnoOf(Umount2(target, (int)flags));

    /// <summary>A configuration context for a file system type, fsopen(2).</summary>
    public static FileDescriptor OpenFileSystem(string type) =>
        new(Syscall.Check(Fsopen(type, 1), "fsopen", type));

    /// <summary>fsconfig(2) FSCONFIG_SET_STRING.</summary>
    public static Errno TrySetString(FileDescriptor context, string key, string value) =>
        Syscall.ErrnoOf(Fsconfig(context.Value, 1, key, value, 0));

    /// <summary>fsconfig(2) FSCONFIG_SET_FLAG.</summary>
    public static Errno TrySetFlag(FileDescriptor context, string key) =>
        Syscall.ErrnoOf(Fsconfig(context.Value, 0, key, null, 0));

    /// <summary>fsconfig(2) FSCONFIG_SET_FD: an option that is a descriptor (overlayfs layers since Linux 6.13).</summary>
    public static Errno TrySetDescriptor(FileDescriptor context, string key, FileDescriptor value) =>
        Syscall.ErrnoOf(Fsconfig(context.Value, 5, key, null, value.Value));

    /// <summary>fsconfig(2) FSCONFIG_CMD_CREATE.</summary>
    public static Errno TryCreate(FileDescriptor context) => Syscall.ErrnoOf(Fsconfig(context.Value, 6, null, null, 0));

    /// <summary>A mount that is attached nowhere, fsmount(2); it lives as long as the descriptor.</summary>
    public static FileDescriptor CreateMount(FileDescriptor context, MountAttributes attributes) =>
        new(Syscall.Check(Fsmount(context.Value, 1, (uint)attributes), "fsmount"));

    /// <summary>A detached copy of a mount (bind), open_tree(2) with OPEN_TREE_CLONE.</summary>
    public static FileDescriptor CloneTree(FileDescriptor? directory, string path, bool recursive)
    {
        var flags = OpenTreeClone | OpenTreeCloseOnExec
            | (recursive ? Syscall.AtRecursive : 0u) | (path.Length == 0 ? Syscall.AtEmptyPath : 0u);
        return new(Syscall.Check(OpenTree(Syscall.At(directory), path, (uint)flags), "open_tree", path));
    }

    /// <summary>Attaches a detached mount at what <paramref name="target"/> is open on, move_mount(2).</summary>
    public static void Attach(FileDescriptor mount, FileDescriptor target) => Syscall.Check(
        MoveMount(mount.Value, "", target.Value, "", MoveMountFromEmptyPath | MoveMountToEmptyPath), "move_mount");

    /// <summary>mount_setattr(2) on an open mount.</summary>
    public static unsafe Errno TrySetAttributes(FileDescriptor mount, MountSetAttr attributes, bool recursive)
    {
        var flags = Syscall.AtEmptyPath | (recursive ? Syscall.AtRecursive : 0);
        return Syscall.ErrnoOf(SetAttr(mount.Value, "", (uint)flags, &attributes, (nuint)sizeof(MountSetAttr)));
    }

    private static unsafe int SetAttr(int fd, string path, uint flags, MountSetAttr* attributes, nuint size) =>
        (int)SetAttrCall(SyscallNumber.MountSetattr, fd, path, flags, attributes, size);

    private static int Fsconfig(int fd, uint command, string? key, string? value, int aux) =>
        (int)FsconfigCall(SyscallNumber.Fsconfig, fd, command, key, value, aux);

    private static int Fsmount(int fd, uint flags, uint attributes) =>
        (int)Syscall.Invoke(SyscallNumber.Fsmount, fd, (nint)flags, (nint)attributes);

    private static int OpenTree(int fd, string path, uint flags) =>
        (int)OpenTreeCall(SyscallNumber.OpenTree, fd, path, flags);

    private static int MoveMount(int from, string fromPath, int to, string toPath, uint flags) =>
        (int)MoveMountCall(SyscallNumber.MoveMount, from, fromPath, to, toPath, flags);

    private static int Fsopen(string type, uint flags) => (int)FsopenSyscall(SyscallNumber.Fsopen, type, flags);

    [LibraryImport("libc", EntryPoint = "mount", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MountCall(string? source, string target, string? type, nuint flags, string? data);

    [LibraryImport("libc", EntryPoint = "umount2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Umount2(string target, int flags);

    // The new mount API has wrappers only since glibc 2.36: it is called by number, so that older hosts work.
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint FsopenSyscall(nint number, string type, nuint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint FsconfigCall(nint number, nint fd, nuint command, string? key, string? value, nint aux);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint OpenTreeCall(nint number, nint fd, string path, nuint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint MoveMountCall(nint number, nint from, string fromPath, nint to, string toPath, nuint flags);

    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static unsafe partial nint SetAttrCall(
        nint number, nint fd, string path, nuint flags, MountSetAttr* attributes, nuint size);
}
