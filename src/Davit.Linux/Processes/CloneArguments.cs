using System.Runtime.InteropServices;

namespace Davit.Linux.Processes;

/// <summary>The argument structure of clone3(2), 88 bytes (CLONE_ARGS_SIZE_VER2, Linux 5.7).</summary>
[StructLayout(LayoutKind.Sequential)]
public struct CloneArguments
{
    public ulong Flags;

    /// <summary>Address of an int that takes the pidfd.</summary>
    public ulong PidFd;
    public ulong ChildTid;
    public ulong ParentTid;
    public ulong ExitSignal;
    public ulong Stack;
    public ulong StackSize;
    public ulong Tls;
    public ulong SetTid;
    public ulong SetTidSize;

    /// <summary>Descriptor of a cgroup v2 directory, with CLONE_INTO_CGROUP.</summary>
    public ulong Cgroup;
}
