using System.Runtime.InteropServices;

namespace Davit.Linux.Files;

/// <summary>The result of statx(2).</summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
public struct Statx
{
    public uint Mask;
    public uint BlockSize;
    public ulong Attributes;
    public uint LinkCount;
    public uint Uid;
    public uint Gid;
    public ushort Mode;
    private readonly ushort spare0;
    public ulong Inode;
    public ulong Size;
    public ulong Blocks;
    public ulong AttributesMask;
    public StatxTime AccessTime;
    public StatxTime BirthTime;
    public StatxTime ChangeTime;
    public StatxTime ModifyTime;
    public uint DeviceMajorOfNode;
    public uint DeviceMinorOfNode;
    public uint DeviceMajor;
    public uint DeviceMinor;
    public ulong MountId;

    /// <summary>The type bits of <see cref="Mode"/>, S_IFMT.</summary>
    public readonly FileKind Kind => (FileKind)(Mode & 0xF000);

    /// <summary>Permission bits with set-uid, set-gid and sticky.</summary>
    public readonly uint Permissions => Mode & 0xFFFu;

    public readonly bool IsDirectory => Kind == FileKind.Directory;

    public readonly bool IsRegular => Kind == FileKind.Regular;
}
