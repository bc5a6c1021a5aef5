namespace Davit.Linux.Mounts;

/// <summary>Attributes of one mount, mount_setattr(2) and fsmount(2).</summary>
[Flags]
public enum MountAttributes : ulong
{
    None = 0,
    ReadOnly = 0x1,
    NoSuid = 0x2,
    NoDev = 0x4,
    NoExec = 0x8,

    /// <summary>Mask of the access time modes; relatime is 0 in it.</summary>
    AtimeMask = 0x70,
    NoAtime = 0x10,
    StrictAtime = 0x20,
    NoDirAtime = 0x80,
    IdMap = 0x100000,
    NoSymFollow = 0x200000,
}
