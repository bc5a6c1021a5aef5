using System.Runtime.InteropServices;

namespace Davit.Linux.Mounts;

/// <summary>The argument structure of mount_setattr(2), 32 bytes.</summary>
[StructLayout(LayoutKind.Sequential)]
public struct MountSetAttr
{
    public ulong Set;
    public ulong Clear;

    /// <summary>MS_SHARED, MS_SLAVE, MS_PRIVATE, MS_UNBINDABLE or 0.</summary>
    public ulong Propagation;

    /// <summary>Descriptor of the user namespace of an idmapped mount.</summary>
    public ulong UserNamespace;
}
