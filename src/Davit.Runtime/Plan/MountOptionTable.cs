using Davit.Linux.Mounts;

namespace Davit.Runtime.Plan;

/// <summary>The options of config.md#linux-mount-options and what they change on a mount; the rest is the file system's.</summary>
internal static class MountOptionTable
{
    /// <summary>Attributes of one mount: option, what it sets, what it clears. Both with an "r" before are recursive.</summary>
    public static bool TryAttribute(string option, out MountAttributes set, out MountAttributes clear)
    {
        (set, clear) = option switch
        {
            "ro" => (MountAttributes.ReadOnly, MountAttributes.None),
            "rw" => (MountAttributes.None, MountAttributes.ReadOnly),
            "nosuid" => (MountAttributes.NoSuid, MountAttributes.None),
            "suid" => (MountAttributes.None, MountAttributes.NoSuid),
            "nodev" => (MountAttributes.NoDev, MountAttributes.None),
            "dev" => (MountAttributes.None, MountAttributes.NoDev),
            "noexec" => (MountAttributes.NoExec, MountAttributes.None),
            "exec" => (MountAttributes.None, MountAttributes.NoExec),
            "nodiratime" => (MountAttributes.NoDirAtime, MountAttributes.None),
            "diratime" => (MountAttributes.None, MountAttributes.NoDirAtime),
            "noatime" => (MountAttributes.NoAtime, MountAttributes.AtimeMask),
            "strictatime" => (MountAttributes.StrictAtime, MountAttributes.AtimeMask),
            "atime" or "relatime" or "norelatime" or "nostrictatime" => (MountAttributes.None, MountAttributes.AtimeMask),
            "nosymfollow" => (MountAttributes.NoSymFollow, MountAttributes.None),
            "symfollow" => (MountAttributes.None, MountAttributes.NoSymFollow),
            _ => (MountAttributes.None, MountAttributes.None),
        };
        return (set | clear) != 0;
    }

    /// <summary>mount_namespaces(7) propagation; MS_REC for the "r" forms.</summary>
    public static bool TryPropagation(string option, out MountFlags flags)
    {
        flags = option switch
        {
            "private" => MountFlags.Private,
            "rprivate" => MountFlags.Private | MountFlags.Recursive,
            "shared" => MountFlags.Shared,
            "rshared" => MountFlags.Shared | MountFlags.Recursive,
            "slave" => MountFlags.Slave,
            "rslave" => MountFlags.Slave | MountFlags.Recursive,
            "unbindable" => MountFlags.Unbindable,
            "runbindable" => MountFlags.Unbindable | MountFlags.Recursive,
            _ => MountFlags.None,
        };
        return flags != MountFlags.None;
    }

    /// <summary>Options that ask for what is so anyway.</summary>
    public static bool IsDefault(string option) =>
        option is "defaults" or "async" or "loud" or "noiversion" or "nolazytime" or "nomand" or "silent" or "acl";
}
